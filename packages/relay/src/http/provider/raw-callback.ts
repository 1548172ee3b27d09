/**
 * Common handling of provider calls, as plain `(req, res)` handlers. The 200 is sent after the commit; if the store is
 * unavailable, the response is 503, so that the provider retries.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "../../ports/log.ts";
import type { Metrics } from "../../ports/metrics.ts";
import { NOT_FOUND, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import { sendProblem } from "../kit/problem.ts";
import { readRawBody } from "../kit/raw-body.ts";

const CALLBACK_LIMIT_BYTES = 16 * 1024;

/** Ok if the callback is stored or doesn't need to be. */
export type Receive = (raw: Uint8Array) => Promise<Result<null>>;

export interface CallbackObservers {
  readonly log: Log;
  readonly metrics: Pick<Metrics, "callback" | "callbackCommitted">;
}

/** Reads the body, passes it to `receive`, and sends the response. */
export async function respondToCallback(
  { log, metrics }: CallbackObservers,
  req: IncomingMessage,
  res: ServerResponse,
  receive: Receive,
): Promise<void> {
  const body = await readRawBody(req, CALLBACK_LIMIT_BYTES);
  if (!body.ok) {
    if (body.reason === "aborted") return;
    res.setHeader("Connection", "close");
    sendProblem(
      res,
      refuse("body_too_large", "A callback must be at most 16 KB."),
    );
    return;
  }
  try {
    const startedAt = performance.now();
    const received = await receive(body.bytes);
    metrics.callbackCommitted((performance.now() - startedAt) / 1000);
    if (received.ok) acknowledge(res);
    else sendProblem(res, received);
  } catch (error) {
    log.error({ err: error }, "a callback could not be stored");
    sendProblem(
      res,
      refuse(
        "store_unavailable",
        "The callback was not stored. Send it again.",
        {
          retryAfterSeconds: 5,
        },
      ),
    );
  }
}

/** The response for a wrong MAC, an unknown attempt and an unused address. */
export function respondNotFound(
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  req.resume();
  sendProblem(res, NOT_FOUND);
  return Promise.resolve();
}

function acknowledge(res: ServerResponse): void {
  const body = '{"received":true}';
  res.writeHead(200, {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  });
  res.end(body);
}
