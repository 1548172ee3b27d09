/** The messages on the phone: after a prompt, after a payment by hand, and when money comes in. */
import type { Decision, DepositAttempt } from "../attempts/attempts.ts";
import type { C2bPayment } from "../c2b/payment.ts";
import { OPERATORS } from "../lib/operators.ts";
import type { PayoutLine, PayoutOrder } from "../payouts/payout.ts";
import {
  toC2bText,
  toMessageText,
  toPayoutText,
  toUntoldText,
} from "./wording.ts";

export interface PhoneMessage {
  readonly id: string;
  /** The originatorConversationId of what it is about. */
  readonly conversation: string;
  readonly version: string;
  readonly outcome: string;
  readonly paid: boolean;
  readonly sender: string;
  readonly phone: string;
  readonly at: Date;
  readonly text: string;
  /** What the sandbox, not the operator, has to say about it. */
  readonly note: string | null;
}

/** None while the prompt is open. */
export function toDepositMessages(attempt: DepositAttempt): PhoneMessage[] {
  const { decision } = attempt;
  return decision === null ? [] : [toDepositMessage(attempt, decision)];
}

function toDepositMessage(
  attempt: DepositAttempt,
  decision: Decision,
): PhoneMessage {
  return {
    id: `message-${attempt.conversationId}`,
    conversation: attempt.originatorConversationId,
    version: decision.outcome,
    outcome: decision.outcome,
    paid: decision.outcome === "paid",
    sender: OPERATORS[attempt.operator].name,
    phone: attempt.phone,
    at: decision.at,
    text: toMessageText(attempt, decision),
    note: null,
  };
}

/** One for each line that `isShown`: the recipient hears of a payout only when the money has come. */
export function toPayoutMessages(
  order: PayoutOrder,
  isShown: (line: PayoutLine) => boolean,
): PhoneMessage[] {
  return order.lines.filter(isShown).flatMap((line) => {
    const { decidedAt } = line;
    return line.state === "paid" && decidedAt !== null
      ? [toPayoutMessage(order, line, decidedAt)]
      : [];
  });
}

function toPayoutMessage(
  order: PayoutOrder,
  line: PayoutLine,
  at: Date,
): PhoneMessage {
  return {
    id: `message-${line.id}`,
    conversation: order.originatorConversationId,
    version: "paid",
    outcome: "paid",
    paid: true,
    sender: OPERATORS[line.operator].name,
    phone: line.phone,
    at,
    text: toPayoutText(line, at),
    note: null,
  };
}

export function toC2bMessage(payment: C2bPayment): PhoneMessage {
  const untold = payment.callbackUrl === null;
  return {
    id: `message-${payment.originatorConversationId}`,
    conversation: payment.originatorConversationId,
    version: untold ? "untold" : "told",
    outcome: "paid",
    paid: true,
    sender: OPERATORS.mpesa.name,
    phone: payment.phone,
    at: payment.at,
    text: toC2bText(payment),
    note: untold ? toUntoldText(payment) : null,
  };
}
