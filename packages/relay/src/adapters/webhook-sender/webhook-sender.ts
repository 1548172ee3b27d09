/** Sends one message to the merchant's backend over HTTP. Only the status of the answer counts; its body is not read. */
import type { WebhookAnswer, WebhookSender } from "../../ports/webhook.ts";
import { readRetryAfter } from "../provider-http/http.ts";
import { signWebhook } from "./sign.ts";

export interface WebhookSenderOptions {
  readonly url: string;
  /** The bytes behind `whsec_`: the present secret, then the previous one while the receiver changes over. */
  readonly secrets: readonly Uint8Array[];
  /** Of this relay. */
  readonly version: string;
  /** Ends what is under way. */
  readonly signal?: AbortSignal;
  /** Until the answer's head has come. Default 15,000, the least that the specification recommends. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 15_000;
const GONE = 410;
/** RFC 6585, section 4, and RFC 9110, section 15.6.4: these two name when to come back. */
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
          // A redirect is a failure: whoever configured the address must change it.
          redirect: "manual",
          signal:
            signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
        });
        dropBody(response);
        return toAnswer(response, nowMs);
      } catch {
        if (signal?.aborted === true) return { kind: "aborted" };
        // Whatever it was, no answer came; messages of errors may repeat what was sent.
        return failed(null, timeout.aborted ? "timeout" : "connection");
      }
    },
  };
}

/** Frees the connection. That the rest of the body breaks off no longer matters to anyone. */
function dropBody({ body }: Response): void {
  body?.cancel().catch(() => undefined);
}

function toAnswer({ status, headers }: Response, nowMs: number): WebhookAnswer {
  if (status >= 200 && status < 300) return { kind: "delivered", status };
  const retryAfter = BUSY.includes(status) ? headers.get("retry-after") : null;
  return failed(status, "status", readRetryAfter(retryAfter, nowMs));
}

function failed(
  status: number | null,
  error: "timeout" | "connection" | "status",
  retryAfterSeconds: number | null = null,
): WebhookAnswer {
  return {
    kind: "failed",
    status,
    error,
    gone: status === GONE,
    retryAfterSeconds,
  };
}
