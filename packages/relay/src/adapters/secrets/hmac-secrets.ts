/** Secrets that need no storage: each is an HMAC-SHA256 under a key derived from the master key. */
import { createHmac } from "node:crypto";
import type { Secrets } from "../../ports/tokens.ts";
import { isSameSecret } from "./constant-time.ts";
import { deriveKey } from "./derive-key.ts";
import type { KeyUse } from "./derive-key.ts";

/** Makes a leaked resume secret recognisable to scanners and to our own log redaction. */
const RESUME_PREFIX = "rs_";

/** `masterKey`: 32 random bytes. Another key makes other secrets: those given out before no longer match. */
export function createSecrets(masterKey: Uint8Array): Secrets {
  const macFor = (use: KeyUse): ((text: string) => string) => {
    const key = deriveKey(masterKey, use);
    return (text) =>
      createHmac("sha256", key).update(text, "utf8").digest("base64url");
  };
  const resumeMac = macFor("resume-secret");
  const callbackMac = macFor("callback-mac");
  const returnMac = macFor("return-mac");
  const resumeSecret = (orderId: string): string =>
    `${RESUME_PREFIX}${resumeMac(orderId)}`;
  // Providers repeat our ids in either letter case.
  const attemptMac = (attemptId: string): string =>
    callbackMac(attemptId.toLowerCase());

  return {
    resumeSecret,
    isResumeSecret: (orderId, given) =>
      isSameSecret(given, resumeSecret(orderId)),
    callbackMac: attemptMac,
    isCallbackMac: (attemptId, given) =>
      isSameSecret(given, attemptMac(attemptId)),
    returnMac: (attemptId) => returnMac(attemptId.toLowerCase()),
    isReturnMac: (attemptId, given) =>
      isSameSecret(given, returnMac(attemptId.toLowerCase())),
    digest: macFor("digest"),
  };
}
