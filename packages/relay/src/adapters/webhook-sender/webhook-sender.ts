/** Sends webhooks to the merchant's backend over HTTP. Only the response's status counts; its body is not read. */
import type { WebhookResult, WebhookSender } from "../../ports/webhook.ts";
import { readRetryAfter } from "../provider-http/http.ts";
import { signWebhook } from "./sign.ts";

export interface WebhookSenderOptions {
  readonly url: string;
  /** The bytes after `whsec_`: the current secret, then the previous one during a rotation. */
  readonly secrets: readonly Uint8Array[];
  /** The relay's version. */
  readonly version: string;
  /** Aborts running requests. */
  readonly signal?: AbortSignal;
  /** Until the response's headers arrive. Default 15,000, the recommended minimum of the specification. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 15_000;
const GONE = 410;
/** The statuses with a Retry-After: RFC 6585, section 4, and RFC 9110, section 15.6.4. */
const BUSY: readonly number[] = [429, 503];

export function createWebhookSender(
  options: WebhookSenderOptions,
): WebhookSender {
  const { url, secrets, version, signal, timeoutMs = TIMEOUT_MS } = options;
  return {
    async send({ id, payload }, nowMs) {
      const timestamp = Math.floor(nowMs / 1000);
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        const response = await fetch(url, {
          method: "POST",
          headers: {
            "Content-Type": "application/json",
            "User-Agent": `Malipo/${version}`,
            "Webhook-Id": id,
            "Webhook-Timestamp": String(timestamp),
            "Webhook-Signature": signWebhook(secrets, id, timestamp, payload),
          },
          body: payload,
          // A redirect is a failure: the configured URL must be corrected.
          redirect: "manual",
          signal:
            signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
        });
        dropBody(response);
        return toResult(response, nowMs);
      } catch {
        if (signal?.aborted === true) return { kind: "aborted" };
        // There was no response. The error's message is not used, because it may repeat the request.
        return failed(null, timeout.aborted ? "timeout" : "connection");
      }
    },
  };
}

/** Frees the connection; errors of the rest of the body don't matter. */
function dropBody({ body }: Response): void {
  body?.cancel().catch(() => undefined);
}

function toResult({ status, headers }: Response, nowMs: number): WebhookResult {
  if (status >= 200 && status < 300) return { kind: "delivered", status };
  const retryAfter = BUSY.includes(status) ? headers.get("retry-after") : null;
  return failed(status, "status", readRetryAfter(retryAfter, nowMs));
}

function failed(
  status: number | null,
  error: "timeout" | "connection" | "status",
  retryAfterSeconds: number | null = null,
): WebhookResult {
  return {
    kind: "failed",
    status,
    error,
    gone: status === GONE,
    retryAfterSeconds,
  };
}
