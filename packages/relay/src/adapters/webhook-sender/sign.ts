/** Signatures of Standard Webhooks 1.0, https://www.standardwebhooks.com ("Signature scheme"). */
import { createHmac } from "node:crypto";

/**
 * The value of `webhook-signature`: one `v1` signature per secret, separated by spaces, so that the receiver may have
 * the new or the previous one. `timestamp` in seconds since 1970.
 */
export function signWebhook(
  secrets: readonly Uint8Array[],
  id: string,
  timestamp: number,
  payload: string,
): string {
  return secrets
    .map((secret) => {
      const mac = createHmac("sha256", secret);
      mac.update(`${id}.${timestamp}.${payload}`, "utf8");
      return `v1,${mac.digest("base64")}`;
    })
    .join(" ");
}
