/** Signs webhooks: see `@malipo/protocol/webhook-signature`. */
import { createHmac } from "node:crypto";
import {
  formatSignatures,
  signedPrefix,
} from "@malipo/protocol/webhook-signature";

/**
 * The value of `webhook-signature`: one signature per secret, so that the receiver may have the new or the previous one.
 * `timestamp` in seconds since 1970.
 */
export const signWebhook = (
  secrets: readonly Uint8Array[],
  id: string,
  timestamp: number,
  payload: string,
): string =>
  formatSignatures(
    secrets.map((secret) =>
      createHmac("sha256", secret)
        .update(signedPrefix(id, timestamp), "utf8")
        .update(payload, "utf8")
        .digest("base64"),
    ),
  );
