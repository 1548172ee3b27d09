/** Faults to inject into the next calls of a kind. */

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

/** Targets of faults: one call, both queries of attempts, all FlexPay calls, or all calls. */
export const FAULT_CALLS = [...CALLS, "query", "flexpay_any", "any"] as const;

export type FaultCall = (typeof FAULT_CALLS)[number];

export interface Fault {
  readonly call: FaultCall;
  /** Responds with this status and does nothing else. */
  readonly status?: number | undefined;
  readonly delayMs: number;
  /** The call takes effect, but only this much of its response is sent. */
  readonly arrives?: "half" | "none" | undefined;
}

export const MAX_FAULTS = 100;

export class Faults {
  #pending: { readonly fault: Fault; left: number }[] = [];

  /** Returns false if too many faults are pending. */
  add(fault: Fault, times: number): boolean {
    if (this.#pending.length >= MAX_FAULTS) return false;
    this.#pending.push({ fault, left: times });
    return true;
  }

  /** Returns the fault for this call, if any, and uses it up. */
  take(call: Call): Fault | undefined {
    const found = this.#pending.find(({ fault }) => matches(fault.call, call));
    if (found === undefined) return undefined;
    found.left -= 1;
    if (found.left === 0)
      this.#pending = this.#pending.filter((other) => other !== found);
    return found.fault;
  }

  clear(): void {
    this.#pending = [];
  }
}

function matches(target: FaultCall, call: Call): boolean {
  if (target === "any") return true;
  if (target === "query")
    return call === "checkout_query" || call === "deposit_query";
  if (target === "flexpay_any") return call.startsWith("flexpay_");
  return target === call;
}
