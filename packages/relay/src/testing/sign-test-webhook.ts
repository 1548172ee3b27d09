/** Signs webhooks as the relay does, for tests of a receiver. https://www.standardwebhooks.com */
import { randomUUID } from "node:crypto";
import {
  WEBHOOK_HEADERS,
  webhookSecretBase64,
} from "@malipo/protocol/webhook-signature";
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
  const key = Buffer.from(webhookSecretBase64(secret) ?? "", "base64");
  if (key.length === 0)
    throw new TypeError(
      "A webhook secret must be whsec_ followed by bytes in base64.",
    );
  return {
    "content-type": "application/json",
    [WEBHOOK_HEADERS.id]: id,
    [WEBHOOK_HEADERS.timestamp]: String(timestamp),
    [WEBHOOK_HEADERS.signature]: signWebhook([key], id, timestamp, body),
  };
}
