/** Notices of payments to the merchant's paybill number, at a URL that only the provider knows. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { ProviderId } from "../../domain/attempt.ts";
import { ok } from "../../domain/errors.ts";
import type { Secrets } from "../../ports/tokens.ts";
import type { PaybillReceiver } from "../../use-cases/attempts/receive-paybill.ts";
import { respondToCallback, respondNotFound } from "./raw-callback.ts";
import type { CallbackObservers } from "./raw-callback.ts";

export interface PaybillRoute extends CallbackObservers {
  readonly secrets: Pick<Secrets, "isCallbackMac">;
  readonly provider: ProviderId;
  /** The input of the URL's MAC; no attempt has this id. */
  readonly word: string;
  readonly receive: PaybillReceiver;
}

/** The MAC is the only authentication, and a notice may pay an order, so without it nothing is read. */
export function handlePaybillNotice(
  { secrets, log, metrics, provider, word, receive }: PaybillRoute,
  mac: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  if (!secrets.isCallbackMac(word, mac)) {
    metrics.callback(provider, "refused");
    return respondNotFound(req, res);
  }
  return respondToCallback({ log, metrics }, req, res, async (raw) => {
    await receive(raw);
    return ok(null);
  });
}
