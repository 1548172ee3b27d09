/**
 * The provider's callbacks, as plain `(req, res)` handlers that need nothing of Express: they stand in
 * front of it in `malipo serve`. The 200 goes out after the commit; a store that is down is a 503, so
 * that the provider sends the callback again.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "../../ports/log.ts";
import type { Provider } from "../../ports/provider.ts";
import type { Secrets } from "../../ports/tokens.ts";
import { refuse } from "../../domain/errors.ts";
import { NOT_FOUND } from "../../use-cases/order-access.ts";
import type { CallbackResult } from "../../use-cases/receive-callback.ts";
import { sendProblem } from "../problem.ts";
import { readRawBody } from "../raw-body.ts";

export const CALLBACK_LIMIT_BYTES = 16 * 1024;

export interface CallbackRoutes {
  readonly secrets: Pick<Secrets, "isCallbackMac">;
  readonly log: Log;
  readonly receive: (
    attemptId: string,
    raw: Uint8Array,
  ) => Promise<CallbackResult>;
  readonly receiveUnsigned: (
    provider: Provider,
    raw: Uint8Array,
  ) => Promise<CallbackResult>;
}

type Receive = (raw: Uint8Array) => Promise<CallbackResult>;

/** `POST /callbacks/<provider>/:attemptId?s=<mac>`. A wrong MAC and an unknown attempt answer alike. */
export async function handleCallback(
  routes: CallbackRoutes,
  attemptId: string,
  mac: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  if (!routes.secrets.isCallbackMac(attemptId, mac)) {
    req.resume();
    sendProblem(res, NOT_FOUND);
    return;
  }
  await handle(routes, req, res, async (raw) => {
    const result = await routes.receive(attemptId, raw);
    if (result === "unknown_attempt") {
      routes.log.warn(
        { attemptId },
        "an authentic callback for an unknown attempt",
      );
    }
    return result;
  });
}

/**
 * `POST /checkout/cart`, the documented address without a MAC: always only a hint. It answers alike for
 * known and unknown attempts, or it would tell a stranger which ids exist.
 */
export function handleUnsignedCallback(
  routes: CallbackRoutes,
  provider: Provider,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  return handle(routes, req, res, async (raw) => {
    await routes.receiveUnsigned(provider, raw);
    return "recorded";
  });
}

async function handle(
  routes: CallbackRoutes,
  req: IncomingMessage,
  res: ServerResponse,
  receive: Receive,
): Promise<void> {
  const body = await readRawBody(req, CALLBACK_LIMIT_BYTES);
  if (!body.ok) {
    if (body.reason === "aborted") return;
    res.setHeader("Connection", "close");
    sendProblem(res, refuse("body_too_large", "A callback is at most 16 KB."));
    return;
  }
  try {
    const result = await receive(body.bytes);
    if (result === "unknown_attempt") sendProblem(res, NOT_FOUND);
    else acknowledge(res);
  } catch (error) {
    routes.log.error({ err: error }, "a callback could not be stored");
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
