/** Faults that were ordered for the next calls of a kind. */

export const CALLS = [
  "token",
  "routes",
  "health",
  "checkout",
  "checkout_query",
  "deposit",
  "deposit_query",
  "payment_link",
  "payout",
  "payout_query",
  "payout_reject",
  "bill",
  "flexpay_token",
  "flexpay_pending",
  "flexpay_list",
  "flexpay_read",
  "flexpay_initiate",
  "flexpay_accept",
  "flexpay_reject",
  "flexpay_webhooks",
  "flexpay_tag",
  "flexpay_keys",
  "flexpay_wallet",
] as const;

export type Call = (typeof CALLS)[number];

/** What a fault may be ordered for: one call, both queries of attempts, every call of FlexPay, or every call. */
export const FAULT_CALLS = [...CALLS, "query", "flexpay_any", "any"] as const;

export type FaultCall = (typeof FAULT_CALLS)[number];

export interface Fault {
  readonly call: FaultCall;
  /** Answers so and does nothing else. */
  readonly status?: number | undefined;
  readonly delayMs: number;
  /** The call is done as usual, but only so much of its answer arrives. */
  readonly arrives?: "half" | "none" | undefined;
}

export const MAX_FAULTS = 100;

export class Faults {
  #ordered: { readonly fault: Fault; left: number }[] = [];

  /** Returns false when too many are waiting already. */
  order(fault: Fault, times: number): boolean {
    if (this.#ordered.length >= MAX_FAULTS) return false;
    this.#ordered.push({ fault, left: times });
    return true;
  }

  /** The fault that this call meets, if any; it is used up by that. */
  take(call: Call): Fault | undefined {
    const found = this.#ordered.find(({ fault }) => matches(fault.call, call));
    if (found === undefined) return undefined;
    found.left -= 1;
    if (found.left === 0)
      this.#ordered = this.#ordered.filter((other) => other !== found);
    return found.fault;
  }

  clear(): void {
    this.#ordered = [];
  }
}

function matches(ordered: FaultCall, call: Call): boolean {
  if (ordered === "any") return true;
  if (ordered === "query")
    return call === "checkout_query" || call === "deposit_query";
  if (ordered === "flexpay_any") return call.startsWith("flexpay_");
  return ordered === call;
}
