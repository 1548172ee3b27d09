/**
 * Tells the relay's messages from a stranger's, as Standard Webhooks 1.0 has it: https://www.standardwebhooks.com.
 * Copy this file into a shop of your own; it needs nothing but Node.
 */
import { createHmac, timingSafeEqual } from "node:crypto";

const PREFIX = "whsec_";
const MIN_SECRET_BYTES = 24;
/** An older message may be one that somebody caught and sends again. */
const TOLERANCE_SECONDS = 5 * 60;

export interface SignedMessage {
  /** `webhook-id`: the same each time the same message is sent. */
  readonly id: string;
  /** `webhook-timestamp`: seconds since 1970. */
  readonly timestamp: string;
  /** `webhook-signature`: one or more `v1,<base64>` with spaces between, while the secret is being changed. */
  readonly signature: string;
  /** The bytes as they came, before anything reads them. */
  readonly body: Uint8Array;
}

export const isWebhookSecret = (secret: string): boolean =>
  secret.startsWith(PREFIX) && toKey(secret).length >= MIN_SECRET_BYTES;

/** `nowMs`: milliseconds since 1970. */
export function isFromRelay(
  { id, timestamp, signature, body }: SignedMessage,
  secret: string,
  nowMs: number,
): boolean {
  const ageSeconds = nowMs / 1000 - Number(timestamp);
  const fresh =
    /^\d{1,12}$/.test(timestamp) && Math.abs(ageSeconds) <= TOLERANCE_SECONDS;
  const mac = createHmac("sha256", toKey(secret));
  mac.update(`${id}.${timestamp}.`).update(body);
  const expected = Buffer.from(`v1,${mac.digest("base64")}`);
  const signatures = signature.split(" ").map((text) => Buffer.from(text));
  return (
    id !== "" &&
    fresh &&
    signatures.some(
      (given) =>
        given.length === expected.length && timingSafeEqual(given, expected),
    )
  );
}

const toKey = (secret: string): Buffer =>
  Buffer.from(secret.slice(PREFIX.length), "base64");
