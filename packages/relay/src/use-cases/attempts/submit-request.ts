/** The request to the provider when an attempt starts, and the observation from its result. */
import type { Action } from "@malipo/protocol";
import type { AttemptPlan } from "../../domain/attempt.ts";
import type { Observation } from "../../domain/observation.ts";
import type { Order } from "../../domain/order.ts";
import { linesToCharge } from "../../domain/order-total.ts";
import { maskPhone } from "../../domain/phone.ts";
import type { SubmitResult, SubmitRequest } from "../../ports/provider.ts";
import type { Deps } from "../shared/deps.ts";

export function toSubmitRequest(
  deps: Deps,
  order: Order,
  plan: AttemptPlan,
): SubmitRequest {
  const { publicUrl, merchant } = deps.settings;
  return {
    plan,
    reference: order.reference,
    lines: linesToCharge(order, plan.amount),
    merchantName: merchant.name,
    customerName: order.customer?.name ?? null,
    callbackUrl: `${publicUrl}/callbacks/${plan.provider}/${plan.id}?s=${deps.secrets.callbackMac(plan.id)}`,
    returnUrl: `${publicUrl}/return/${plan.id}?s=${deps.secrets.returnMac(plan.id)}`,
    cancelUrl: `${publicUrl}/cancel/${plan.id}?s=${deps.secrets.returnMac(plan.id)}`,
  };
}

export function toObservation(
  plan: AttemptPlan,
  result: SubmitResult,
  at: number,
): Observation {
  switch (result.kind) {
    case "accepted":
      return {
        kind: "accepted",
        at,
        action: result.action ?? promptAction(plan),
      };
    case "refused":
      return { kind: "refused", at, status: "failed", code: result.code };
    case "unknown":
      return { kind: "submit_unknown", at };
  }
}

function promptAction(plan: AttemptPlan): Action | null {
  return plan.phone === null
    ? null
    : { type: "prompt", phone: maskPhone(plan.phone) };
}
