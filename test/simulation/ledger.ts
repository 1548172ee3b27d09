/** What really happened at the provider: who was asked for what, and what was paid. Nobody but the provider writes it. */
import type { Amount, FailureCode } from "@malipo/protocol";
import type { AttemptPlan } from "../../packages/relay/src/domain/attempt.ts";
import type { NegativeStatus } from "../../packages/relay/src/domain/observation.ts";
import type { PayoutRequest } from "../../packages/relay/src/domain/payout.ts";

export interface Entry {
  readonly plan: AttemptPlan;
  readonly acceptedAt: number;
  state: "waiting" | "paid" | "refused" | "timed_out";
  /** What the payer paid; a paybill account may have several payments. */
  readonly payments: { readonly receipt: string; readonly amount: Amount }[];
  refusal: {
    readonly status: NegativeStatus;
    readonly code: FailureCode | null;
  } | null;
  /** It once told the relay that this is refused. */
  toldRefused: boolean;
}

export interface PayoutEntry {
  readonly request: PayoutRequest;
  readonly acceptedAt: number;
  /** `refused`: never taken, so a query does not find it. */
  state: "waiting" | "paid" | "failed" | "timed_out" | "refused";
}

export class Ledger {
  /** By the attempt's id. */
  readonly entries = new Map<string, Entry>();
  readonly payouts = new Map<string, PayoutEntry>();

  ofOrder(orderId: string): readonly Entry[] {
    return [...this.entries.values()].filter(
      ({ plan }) => plan.orderId === orderId,
    );
  }

  /** What the payer of an attempt paid in all, in minor units of its currency. */
  paidValue(attemptId: string): number {
    const entry = this.entries.get(attemptId);
    return (entry?.payments ?? [])
      .filter(({ amount }) => amount.currency === entry?.plan.amount.currency)
      .reduce((sum, { amount }) => sum + amount.value, 0);
  }

  /** What came in for an order, of whatever attempt. */
  moneyIn(orderId: string): number {
    return this.ofOrder(orderId).reduce(
      (sum, { plan }) => sum + this.paidValue(plan.id),
      0,
    );
  }

  /** What was paid out again under an order's reference. */
  moneyOut(reference: string): number {
    return [...this.payouts.values()]
      .filter(
        ({ request, state }) =>
          request.reference === reference && state === "paid",
      )
      .reduce((sum, { request }) => sum + request.amount.value, 0);
  }
}
