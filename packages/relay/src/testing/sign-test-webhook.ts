/** Signs webhooks as the relay does, for tests of a receiver. https://www.standardwebhooks.com */
import { randomUUID } from "node:crypto";
import { signWebhook } from "../adapters/webhook-sender/sign.ts";

export interface TestWebhook {
  /** `whsec_…`, as in `MALIPO_WEBHOOK_SECRET`. */
  readonly secret: string;
  /** The exact body to send. */
  readonly body: string;
  /** Default: a new one. The same id marks a repeated message. */
  readonly id?: string;
  /** Seconds since 1970. Default: now. */
  readonly timestamp?: number;
}

/** Returns the headers for the body. Throws a `TypeError` if the secret is not valid. */
export function signTestWebhook({
  secret,
  body,
  id = `msg_${randomUUID()}`,
  timestamp = Math.floor(Date.now() / 1000),
}: TestWebhook): Readonly<Record<string, string>> {
  const [, base64 = ""] = /^whsec_([\w+/-]+={0,2})$/.exec(secret) ?? [];
  const key = Buffer.from(base64, "base64");
  if (key.length === 0)
    throw new TypeError(
      "A webhook secret must be whsec_ followed by bytes in base64.",
    );
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signWebhook([key], id, timestamp, body),
  };
}
