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

/** Money that was paid to the paybill number with an account that no order has. */
export interface Stray {
  readonly receipt: string;
  readonly amount: Amount;
  /** Whose it really is. */
  readonly orderId: string;
  /** What the merchant decided that it counts for. */
  assigned: { readonly orderId: string; readonly attemptId: string } | null;
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
  /** By the receipt. */
  readonly strays = new Map<string, Stray>();

  ofOrder(orderId: string): readonly Entry[] {
    return [...this.entries.values()].filter(
      ({ plan }) => plan.orderId === orderId,
    );
  }

  /** What was paid for an attempt in all, in minor units of its currency. */
  paidValue(attemptId: string): number {
    const entry = this.entries.get(attemptId);
    const own = (entry?.payments ?? []).filter(
      ({ amount }) => amount.currency === entry?.plan.amount.currency,
    );
    const assigned = [...this.strays.values()].filter(
      (stray) => stray.assigned?.attemptId === attemptId,
    );
    return [...own, ...assigned].reduce(
      (sum, { amount }) => sum + amount.value,
      0,
    );
  }

  /** What came in for an order, of whatever attempt. */
  moneyIn(orderId: string): number {
    const ids = new Set(this.ofOrder(orderId).map(({ plan }) => plan.id));
    for (const { assigned } of this.strays.values())
      if (assigned?.orderId === orderId) ids.add(assigned.attemptId);
    return [...ids].reduce((sum, id) => sum + this.paidValue(id), 0);
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
