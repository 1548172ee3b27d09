/** A manual payment to the merchant's paybill: shows the payer where to pay, without a request to the provider. */
import type { Action } from "@malipo/protocol";
import type { AttemptPlan } from "../../../domain/attempt.ts";
import type {
  QueryResult,
  SubmitResult,
  SubmitRequest,
} from "../../../ports/provider.ts";
import { wholeUnits } from "../lib/amounts.ts";
import type { ResolvedSettings } from "../lib/settings.ts";
import { unavailable } from "./submit-response.ts";

export function submitPaybill(
  settings: ResolvedSettings,
  { plan }: SubmitRequest,
): SubmitResult {
  if (settings.paybillShortCode === null)
    return unavailable("paybill is not configured");
  const action = actionOf(settings, plan);
  if (action === null)
    return unavailable("the attempt has no reference for the payer");
  if (wholeUnits(plan.amount) === undefined)
    return {
      kind: "refused",
      code: "unknown",
      detail: "mobile money takes whole shillings only",
    };
  return { kind: "accepted", action };
}

/** Paybill payments can't be queried: only the provider's notice can report one. */
export function queryPaybill(
  settings: ResolvedSettings,
  plan: AttemptPlan,
): QueryResult {
  const action = actionOf(settings, plan);
  return { kind: "pending", ...(action !== null && { action }) };
}

function actionOf(
  { paybillShortCode: shortCode }: ResolvedSettings,
  { payerReference: account }: AttemptPlan,
): Action | null {
  return shortCode === null || account === null
    ? null
    : { type: "paybill", shortCode, account };
}
