/** What the last two digits of a recipient's phone do to a payout. */
import type { PayoutOutcome } from "./payout.ts";

const OUTCOME_BY_ENDING: ReadonlyMap<string, PayoutOutcome | null> = new Map([
  ["00", null],
  ["02", "insufficient_funds"],
  ["03", "declined"],
  ["05", "timed_out"],
]);

/** `null`: the line stays pending until it is decided by program. Every other ending is paid. */
export function planForRecipient(phone: string): PayoutOutcome | null {
  const planned = OUTCOME_BY_ENDING.get(phone.slice(-2));
  return planned === undefined ? "paid" : planned;
}
