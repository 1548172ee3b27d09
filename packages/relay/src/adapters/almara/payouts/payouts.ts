/** Money to phones: what became of it, stopping it, sending it. */
import type { Payouts } from "../../../ports/merchant-services.ts";
import type { Context } from "../lib/context.ts";
import { findPayout } from "./find-payout.ts";
import { rejectPayout } from "./reject-payout.ts";
import { PAYOUT_STEP, payoutRoute, sendPayout } from "./send-payout.ts";

export function createPayouts(context: Context): Payouts {
  const { settings } = context;
  return {
    find: (id) => findPayout(context, id),
    reject: (id) => rejectPayout(context, id),
    canSend: payoutRoute(settings) !== null,
    min: settings.payoutMin,
    max: settings.payoutMax,
    step: PAYOUT_STEP,
    send: (request) => sendPayout(context, request),
  };
}
