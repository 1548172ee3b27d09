/** Sends webhooks to the merchant's backend over HTTP. Only the response's status and Retry-After count. */
import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { DeliveryError } from "../../domain/delivery.ts";
import type { WebhookResult, WebhookSender } from "../../ports/webhook.ts";
import {
  PrivateAddressError,
  dropBody,
} from "../merchant-http/guarded-http.ts";
import type { GuardedHttp } from "../merchant-http/guarded-http.ts";
import { readRetryAfter } from "../provider-http/http.ts";
import { signWebhook } from "./sign.ts";

export interface WebhookSenderOptions {
  readonly url: string;
  readonly http: GuardedHttp;
  /** The bytes after `whsec_`: the current secret, then the previous one during a rotation. */
  readonly secrets: readonly Uint8Array[];
  /** The relay's version. */
  readonly version: string;
  /** Aborts running requests. */
  readonly signal?: AbortSignal;
  /** From the look-up of the host to the response's headers. Default 15,000, the minimum that the specification recommends. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 15_000;
const MAX_BODY_BYTES = 16 * 1024;
const BODY_WITHIN_MS = 1_000;
const GONE = 410;
/** The statuses with a Retry-After: RFC 6585, section 4, and RFC 9110, section 15.6.4. */
const BUSY: readonly number[] = [429, 503];

export function createWebhookSender(
  options: WebhookSenderOptions,
): WebhookSender {
  const { url, http, secrets, version, signal } = options;
  const { timeoutMs = TIMEOUT_MS } = options;
  return {
    url,
    endpoint: createHash("sha256").update(url).digest("hex"),
    async send({ id, payload }, nowMs) {
      const timestamp = Math.floor(nowMs / 1000);
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        const response = await http({
          url,
          method: "POST",
          headers: {
            "Content-Type": "application/json",
            "User-Agent": `Malipo/${version}`,
            "Webhook-Id": id,
            "Webhook-Timestamp": String(timestamp),
            "Webhook-Signature": signWebhook(secrets, id, timestamp, payload),
          },
          body: payload,
          signal:
            signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
        });
        dropBody(response, MAX_BODY_BYTES, Math.min(BODY_WITHIN_MS, timeoutMs));
        return toResult(response, nowMs);
      } catch (error) {
        if (signal?.aborted === true) return { kind: "aborted" };
        // There was no response. The error's message is not used, because it may repeat the request.
        if (error instanceof PrivateAddressError)
          return failed(null, "private_address");
        return failed(null, timeout.aborted ? "timeout" : "connection");
      }
    },
  };
}

function toResult(
  { statusCode: status = 0, headers }: IncomingMessage,
  nowMs: number,
): WebhookResult {
  if (status >= 200 && status < 300) return { kind: "delivered", status };
  const retryAfter = BUSY.includes(status) ? headers["retry-after"] : undefined;
  return failed(
    status,
    errorOf(status),
    readRetryAfter(retryAfter ?? null, nowMs),
  );
}

function errorOf(status: number): DeliveryError {
  if (status === GONE) return "gone";
  // Not followed: the configured URL must be corrected.
  return status >= 300 && status < 400 ? "redirect" : "status";
}

function failed(
  status: number | null,
  error: DeliveryError,
  retryAfterSeconds: number | null = null,
): WebhookResult {
  return { kind: "failed", status, error, retryAfterSeconds };
}
