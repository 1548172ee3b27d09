/** The callbacks for a decision, with their order and bytes. */
import { writeCheckoutCallback } from "./checkout-callback.ts";
import { writeDepositCallback, writeStkCallback } from "./deposit-callbacks.ts";
import type { Attempt, CallbackName, Decision } from "../attempts/attempts.ts";
import type { CallbackMode } from "./callback-mode.ts";
import { createCardReference, createReceipt } from "../lib/ids.ts";

export interface PlannedCallback {
  readonly name: CallbackName;
  readonly body: string;
}

/** The difference of a wrong amount. */
export const WRONG_BY_CENTS = 100;

/** If `decision` is null, there is no outcome yet, and only a forged callback can be sent. */
export function planCallbacks(
  attempt: Attempt,
  decision: Decision | null,
  mode: CallbackMode,
): readonly PlannedCallback[] {
  const told = mode.content === "forged" ? forge(attempt) : decision;
  if (told === null) return [];
  const subject =
    mode.content === "wrong_amount" ? withWrongAmount(attempt) : attempt;
  const once = writeCallbacks(subject, told);
  if (mode.reordered) once.reverse();
  return Array.from({ length: mode.times }, () => once).flat();
}

function writeCallbacks(
  attempt: Attempt,
  decision: Decision,
): PlannedCallback[] {
  if (attempt.kind === "checkout")
    return [
      { name: "checkout", body: writeCheckoutCallback(attempt, decision) },
    ];
  const stk = writeStkCallback(attempt, decision);
  if (decision.outcome !== "paid") return [{ name: "stk", body: stk }];
  return [
    { name: "stk", body: stk },
    { name: "deposit", body: writeDepositCallback(attempt, decision) },
  ];
}

function forge(attempt: Attempt): Decision {
  const at = new Date();
  const reference =
    attempt.kind === "deposit" ? createReceipt(at) : createCardReference();
  return { outcome: "paid", at, reference };
}

function withWrongAmount(attempt: Attempt): Attempt {
  const amountCents = attempt.amountCents + WRONG_BY_CENTS;
  if (attempt.kind === "deposit") return { ...attempt, amountCents };
  // A checkout names no total: it is the sum of its lines.
  const lines = attempt.lines.map((line, index) =>
    index === 0
      ? { ...line, priceCents: line.priceCents + WRONG_BY_CENTS }
      : line,
  );
  return { ...attempt, amountCents, lines };
}
