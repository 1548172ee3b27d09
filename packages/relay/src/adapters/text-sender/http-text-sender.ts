/**
 * Sends text messages through the merchant's own gateway: `POST {to, text, reference}` as JSON. Only the response's
 * status counts. Documented in docs/configuration.md.
 */
import type { MessageResult } from "../../ports/message-result.ts";
import type { TextSender } from "../../ports/text-sender.ts";
import { dropBody } from "../merchant-http/guarded-http.ts";
import type { GuardedHttp } from "../merchant-http/guarded-http.ts";

export interface HttpTextSenderOptions {
  readonly url: string;
  readonly http: GuardedHttp;
  /** Sent as the bearer token. */
  readonly secret: string;
  /** The relay's version. */
  readonly version: string;
  /** Aborts running requests. */
  readonly signal?: AbortSignal;
  /** Default 15,000. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 15_000;
const MAX_BODY_BYTES = 16 * 1024;
const BODY_WITHIN_MS = 1_000;
/** Of the statuses from 400 to 499, those that may pass: of the secret, of the time, of the rate. */
const PASSING: ReadonlySet<number> = new Set([401, 403, 408, 425, 429]);

export function createHttpTextSender({
  url,
  http,
  secret,
  version,
  signal,
  timeoutMs = TIMEOUT_MS,
}: HttpTextSenderOptions): TextSender {
  return {
    async send(message) {
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        const response = await http({
          url,
          method: "POST",
          headers: {
            Authorization: `Bearer ${secret}`,
            "Content-Type": "application/json",
            "Idempotency-Key": message.reference,
            "User-Agent": `Malipo/${version}`,
          },
          body: JSON.stringify(message),
          signal:
            signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
        });
        dropBody(response, MAX_BODY_BYTES, BODY_WITHIN_MS);
        return toResult(response.statusCode ?? 0);
      } catch {
        // There was no response, or the address is private, which the operator can allow.
        return signal?.aborted === true
          ? { kind: "aborted" }
          : { kind: "failed", status: null };
      }
    },
  };
}

function toResult(status: number): MessageResult {
  if (status >= 200 && status < 300) return { kind: "sent" };
  const isForGood = status >= 400 && status < 500 && !PASSING.has(status);
  return { kind: isForGood ? "refused" : "failed", status };
}
