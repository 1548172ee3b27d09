/** `POST /callbacks/almara/c2b?s=<mac>`: payments to the merchant's paybill number. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "../../ports/log.ts";
import type { Metrics } from "../../ports/metrics.ts";
import type { Secrets } from "../../ports/tokens.ts";
import { C2B } from "../../use-cases/attempts/c2b-address.ts";
import type { PaybillReceiver } from "../../use-cases/attempts/receive-paybill.ts";
import { answerCallback, answerNothingHere } from "./raw-callback.ts";

export interface PaybillRoute {
  readonly secrets: Pick<Secrets, "isCallbackMac">;
  readonly log: Log;
  readonly metrics: Pick<Metrics, "callback">;
  /** Null where no provider takes such payments. */
  readonly receive: PaybillReceiver | null;
}

/** The MAC is all the proof there is, and what it proves may pay: without it nothing is even read. */
export function handlePaybillNotice(
  { secrets, log, metrics, receive }: PaybillRoute,
  mac: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  if (receive === null) return answerNothingHere(req, res);
  if (!secrets.isCallbackMac(C2B, mac)) {
    metrics.callback("almara", "refused");
    return answerNothingHere(req, res);
  }
  return answerCallback(log, req, res, async (raw) => {
    await receive(raw);
    return undefined;
  });
}
