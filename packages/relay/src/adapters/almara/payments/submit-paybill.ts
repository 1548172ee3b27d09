/** A manual payment to the merchant's paybill: shows the payer where to pay, without a request to the provider. */
import type { SubmitAnswer, SubmitRequest } from "../../../ports/provider.ts";
import { wholeUnits } from "../lib/amounts.ts";
import type { ResolvedSettings } from "../lib/settings.ts";
import { unavailable } from "./submit-failure.ts";

export function submitPaybill(
  { paybillShortCode }: ResolvedSettings,
  { plan }: SubmitRequest,
): SubmitAnswer {
  if (paybillShortCode === null)
    return unavailable("paybill is not configured");
  if (plan.payerReference === null)
    return unavailable("the attempt has no reference for the payer");
  if (wholeUnits(plan.amount) === undefined)
    return {
      kind: "refused",
      code: "unknown",
      detail: "mobile money takes whole shillings only",
    };
  return {
    kind: "accepted",
    action: {
      type: "paybill",
      shortCode: paybillShortCode,
      account: plan.payerReference,
    },
  };
}
