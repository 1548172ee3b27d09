import type { Outcome } from "@malipo/protocol";

/** To compare an order's outcome with what was shown of it: the address of the receipt is made where it is shown. */
export const outcomeText = (outcome: Outcome | null): string =>
  JSON.stringify({ ...outcome, receiptUrl: undefined });
