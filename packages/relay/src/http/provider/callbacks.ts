/** Provider callbacks about attempts: to an attempt's own URL, and to the shared one. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Provider } from "../../ports/provider.ts";
import type { Secrets } from "../../ports/tokens.ts";
import { NOT_FOUND, ok } from "../../domain/errors.ts";
import type { CallbackResult } from "../../use-cases/attempts/receive-callback.ts";
import { respondToCallback, respondNotFound } from "./raw-callback.ts";
import type { CallbackObservers } from "./raw-callback.ts";

export interface CallbackRoutes extends CallbackObservers {
  readonly secrets: Pick<Secrets, "isCallbackMac">;
  readonly receive: (
    attemptId: string,
    raw: Uint8Array,
  ) => Promise<CallbackResult>;
  readonly receiveUnsigned: (
    provider: Provider,
    raw: Uint8Array,
  ) => Promise<CallbackResult>;
}

/**
 * `POST /callbacks/<provider>/:attemptId?s=<mac>`. `label`: the provider in metrics. The response is the same for a
 * wrong MAC and an unknown attempt.
 */
export function handleCallback(
  { secrets, log, metrics, receive }: CallbackRoutes,
  label: string,
  attemptId: string,
  mac: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  if (!secrets.isCallbackMac(attemptId, mac)) {
    metrics.callback(label, "refused");
    return respondNotFound(req, res);
  }
  return respondToCallback({ log, metrics }, req, res, async (raw) => {
    const result = await receive(attemptId, raw);
    metrics.callback(label, toLabel(result));
    if (result === "recorded") return ok(null);
    log.warn({ attemptId }, "an authentic callback for an unknown attempt");
    return NOT_FOUND;
  });
}

/**
 * The documented URL without a MAC: never more than a hint. The response is the same for known and unknown attempts, so
 * that it doesn't reveal which ids exist.
 */
export function handleUnsignedCallback(
  { log, metrics, receiveUnsigned }: CallbackRoutes,
  provider: Provider,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  return respondToCallback({ log, metrics }, req, res, async (raw) => {
    const result = await receiveUnsigned(provider, raw);
    metrics.callback(provider.id, toLabel(result));
    return ok(null);
  });
}

const toLabel = (result: CallbackResult): "recorded" | "unmatched" =>
  result === "recorded" ? "recorded" : "unmatched";
