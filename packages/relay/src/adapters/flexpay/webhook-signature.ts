/**
 * `X-IDaaS-Signature: v0=<hex>`, an HMAC-SHA256 of `v0:<X-IDaaS-Timestamp>:<body>`.
 * https://docs.yourflexpay.com/idaas/webhooks
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { WebhookFault } from "../../ports/provider-webhooks.ts";
import { readInstant } from "../provider-http/instant.ts";

/** Our choice: the provider documents none. Applies in both directions, for clocks that are fast or slow. */
const TOLERANCE_MS = 5 * 60 * 1000;

export interface SignedMessage {
  /** The raw headers; undefined if missing. */
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  readonly body: Uint8Array;
}

/** Null if the signature matches one of the keys and is recent. */
export function findFault(
  { timestamp, signature, body }: SignedMessage,
  keys: readonly string[],
  nowMs: number,
): WebhookFault | null {
  if (timestamp === undefined) return "timestamp_missing";
  if (signature === undefined) return "signature_missing";
  const sentAt = readInstant(timestamp);
  if (sentAt === null) return "timestamp_unreadable";
  if (Math.abs(nowMs - sentAt) > TOLERANCE_MS) return "timestamp_outside";
  const hex = /^v0=([\da-f]{64})$/i.exec(signature)?.[1];
  if (hex === undefined) return "signature_unreadable";
  const given = Buffer.from(hex, "hex");
  const verdicts = keys.map((key) => {
    // The raw timestamp, not the parsed one.
    const mac = createHmac("sha256", key).update(`v0:${timestamp}:`);
    return timingSafeEqual(mac.update(body).digest(), given);
  });
  return verdicts.includes(true) ? null : "signature_wrong";
}

/**
 * The documentation says that the secret is the key, but also that the provider stores only its hash
 * (https://docs.yourflexpay.com/llms.txt), in which case it could only sign with that.
 */
export function toSigningKey(
  secret: string,
  derivation: "raw" | "sha256-hex",
): string {
  return derivation === "raw"
    ? secret
    : createHash("sha256").update(secret).digest("hex");
}
