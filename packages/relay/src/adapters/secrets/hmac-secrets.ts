/**
 * Secrets that need no storage: each is an HMAC-SHA256 under a key derived from the master key. Those of webhook endpoints
 * are random, and sealed to be stored.
 */
import { createHmac, createSecretKey, randomBytes } from "node:crypto";
import type { Secrets } from "../../ports/tokens.ts";
import { apiKeyDigest, isApiKey } from "./api-key-digest.ts";
import { isSameSecret } from "./constant-time.ts";
import { deriveKey } from "./derive-key.ts";
import type { KeyUse } from "./derive-key.ts";
import { openText, sealText } from "./sealed-text.ts";
import type { SealUnder } from "./sealed-text.ts";

/** Makes a leaked resume secret recognisable to scanners and to our own log redaction. */
const RESUME_PREFIX = "rs_";
const WEBHOOK_SECRET_BYTES = 32;

/** What one master key makes. */
interface Made {
  readonly resumeSecret: (orderId: string) => string;
  readonly callbackMac: (attemptId: string) => string;
  readonly returnMac: (attemptId: string) => string;
  readonly receiptMac: (orderId: string) => string;
  readonly digest: (text: string) => string;
}

/**
 * `masterKey`: 32 random bytes. Another key makes other secrets: those given out before match only while their key is
 * `previous`.
 */
export function createSecrets(
  masterKey: Uint8Array,
  previous: Uint8Array | null = null,
): Secrets {
  const made = madeBy(masterKey);
  const before = previous === null ? [] : [madeBy(previous)];
  const isOne =
    (name: "resumeSecret" | "callbackMac" | "returnMac" | "receiptMac") =>
    (id: string, given: string): boolean =>
      [made, ...before].some((one) => isSameSecret(given, one[name](id)));
  const under = (key: Uint8Array, name: string): SealUnder => ({
    masterKey: key,
    use: "webhook-secret-wrap",
    name,
  });
  const openWith = (
    key: Uint8Array | null,
    id: string,
    sealed: string,
  ): string | undefined =>
    key === null ? undefined : openText(under(key, id), sealed);
  return {
    ...made,
    newWebhookSecret: () =>
      `whsec_${randomBytes(WEBHOOK_SECRET_BYTES).toString("base64")}`,
    sealWebhookSecret: (id, secret) => sealText(under(masterKey, id), secret),
    openWebhookSecret: (id, sealed) =>
      openWith(masterKey, id, sealed) ?? openWith(previous, id, sealed),
    resealWebhookSecret(id, sealed) {
      if (openWith(masterKey, id, sealed) !== undefined) return null;
      const secret = openWith(previous, id, sealed);
      return secret === undefined
        ? null
        : sealText(under(masterKey, id), secret);
    },
    apiKeyDigest,
    isApiKey,
    isResumeSecret: isOne("resumeSecret"),
    isCallbackMac: isOne("callbackMac"),
    isReturnMac: isOne("returnMac"),
    isReceiptMac: isOne("receiptMac"),
    earlierDigests: (text) => before.map(({ digest }) => digest(text)),
  };
}

function madeBy(masterKey: Uint8Array): Made {
  const macFor = (use: KeyUse): ((text: string) => string) => {
    const key = createSecretKey(deriveKey(masterKey, use));
    return (text) =>
      createHmac("sha256", key).update(text, "utf8").digest("base64url");
  };
  const resumeMac = macFor("resume-secret");
  const callbackMac = macFor("callback-mac");
  const returnMac = macFor("return-mac");
  return {
    resumeSecret: (orderId) => `${RESUME_PREFIX}${resumeMac(orderId)}`,
    // Providers repeat our ids in either letter case.
    callbackMac: (attemptId) => callbackMac(attemptId.toLowerCase()),
    returnMac: (attemptId) => returnMac(attemptId.toLowerCase()),
    receiptMac: macFor("receipt-mac"),
    digest: macFor("digest"),
  };
}
