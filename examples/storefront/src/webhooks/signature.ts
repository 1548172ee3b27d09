/**
 * Verifies signatures as described by Standard Webhooks 1.0: https://www.standardwebhooks.com. Copy this file into your
 * own shop; it has no dependencies.
 */
import { createHmac, timingSafeEqual } from "node:crypto";

const PREFIX = "whsec_";
const MIN_SECRET_BYTES = 24;
/** Older messages may be replays. */
const TOLERANCE_SECONDS = 5 * 60;

export interface SignedMessage {
  /** `webhook-id`: the same for every attempt. */
  readonly id: string;
  /** `webhook-timestamp`: seconds since 1970. */
  readonly timestamp: string;
  /** `webhook-signature`: one or more space-separated `v1,<base64>`, several during a rotation. */
  readonly signature: string;
  /** The raw body, before parsing. */
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
