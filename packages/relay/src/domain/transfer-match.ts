/** Matches transfers to attempts by the reference in the narration, the receiver, amount and currency. Pure. */
import type { Amount } from "@malipo/protocol";
import { foldText } from "@malipo/protocol/text";
import type { AttemptPlan } from "./attempt.ts";
import { sameAmount } from "./amount.ts";
import type { Transfer } from "./transfer.ts";

/** The unambiguous upper-case letters and digits of payer references. */
const REFERENCE = /(?<![\p{L}\p{N}])[2-9A-HJKMNP-Z]{10}(?![\p{L}\p{N}])/gu;

/**
 * The words of a narration that look like a payer reference, in upper case, without duplicates, in order: "Order
 * a2b3c4d5e6, thanks" has one. Only the store knows which of them belong to an order.
 */
export function findPayerReference(narration: string): readonly string[] {
  // Search the original text too: folding may remove the separator between two words.
  const found = [narration, foldText(narration)].flatMap(
    (text) => toUpperCase(text).match(REFERENCE) ?? [],
  );
  return [...new Set(found)];
}

/**
 * `isOwnTag`: whether the receiver's tag is the merchant's. A transfer that no longer awaits acceptance matches
 * nothing.
 */
export function matchesPlan(
  transfer: Transfer,
  plan: AttemptPlan,
  isOwnTag: (tag: string) => boolean,
): boolean {
  const { status, narration, amount, receiverTag } = transfer;
  return (
    status === "awaiting_acceptance" &&
    plan.payerReference !== null &&
    narration !== null &&
    findPayerReference(narration).includes(plan.payerReference) &&
    isOwnTag(receiverTag) &&
    amount !== null &&
    isWanted(amount, plan)
  );
}

/** Whether that much is due is looked at when it is accepted. */
function isWanted(amount: Amount, { amount: asked, takesParts }: AttemptPlan) {
  return takesParts === true
    ? amount.currency === asked.currency && amount.value >= 1
    : sameAmount(amount, asked);
}

/** ASCII only, like references: the case mapping of other letters depends on the language. */
function toUpperCase(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}
