/** Whether a transfer is the payment of an attempt: by the reference in its narration, its receiver, amount and currency. Pure. */
import { foldText } from "@malipo/protocol/text";
import type { AttemptPlan } from "./attempt.ts";
import { sameAmount } from "./amount.ts";
import type { Transfer } from "./transfer.ts";

/** Capitals and digits that people can't confuse, as they are made for payer references. */
const REFERENCE = /(?<![\p{L}\p{N}])[2-9A-HJKMNP-Z]{10}(?![\p{L}\p{N}])/gu;

/**
 * The words of a narration that look like a payer's reference, in capitals, each once and in the order in which they
 * stand: "Order a2b3c4d5e6, thanks" has one. Which of them belong to an order only the store knows.
 */
export function findPayerReference(narration: string): readonly string[] {
  // As it stands too: what is folded away may be all that keeps two words apart.
  const found = [narration, foldText(narration)].flatMap(
    (text) => toUpperCase(text).match(REFERENCE) ?? [],
  );
  return [...new Set(found)];
}

/** `isOwnTag`: whether the receiver's tag is the merchant's. What is not waiting for us any more matches nothing. */
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
    sameAmount(amount, plan.amount)
  );
}

/** ASCII only, as references are: what other letters become depends on the language. */
function toUpperCase(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}
