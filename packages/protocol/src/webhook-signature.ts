/**
 * Signatures of Standard Webhooks 1.0, https://www.standardwebhooks.com ("Signature scheme"), for who signs and who
 * verifies. The HMAC itself is theirs: this file needs no runtime's cryptography and no package.
 */

export const WEBHOOK_HEADERS = {
  id: "webhook-id",
  timestamp: "webhook-timestamp",
  signature: "webhook-signature",
} as const;

/** A message that is older, or from further in the future, may be a replay. */
export const WEBHOOK_TOLERANCE_SECONDS = 5 * 60;

const SECRET = /^whsec_([\w+/-]+={0,2})$/;
const VERSION = "v1";

/** The base64 (or base64url) of a secret's bytes; undefined if the text is no secret. */
export const webhookSecretBase64 = (secret: string): string | undefined =>
  SECRET.exec(secret)?.[1];

/** What is signed in front of the payload's bytes. `timestamp` in seconds since 1970. */
export const signedPrefix = (id: string, timestamp: number | string): string =>
  `${id}.${timestamp}.`;

/** The value of `webhook-signature` for the MACs in base64, one per secret. */
export const formatSignatures = (macs: readonly string[]): string =>
  macs.map((mac) => `${VERSION},${mac}`).join(" ");

/** The MACs in base64. Other versions are left out. */
export const parseSignatures = (header: string): readonly string[] =>
  header
    .split(" ")
    .map((signature) => signature.split(","))
    .flatMap(([version, mac]) =>
      version === VERSION && mac !== undefined && mac !== "" ? [mac] : [],
    );
