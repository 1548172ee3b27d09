/**
 * What all calls of providers have in common, as plain `(req, res)` handlers that need nothing of Express: they stand
 * in front of it in `malipo serve`. The 200 goes out after the commit; a store that is down is a 503, so that the
 * provider sends the callback again.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "../../ports/log.ts";
import { NOT_FOUND, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import { sendProblem } from "../kit/problem.ts";
import { readRawBody } from "../kit/raw-body.ts";

const CALLBACK_LIMIT_BYTES = 16 * 1024;

/** Ok when the callback is on disk, or needs not be. */
export type Receive = (raw: Uint8Array) => Promise<Result<null>>;

/** Reads the body, has it received, and answers. */
export async function answerCallback(
  log: Log,
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
    const received = await receive(body.bytes);
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

/** The same for a wrong MAC, an unknown attempt and an address that is not in use. */
export function answerNothingHere(
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
