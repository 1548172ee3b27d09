/** What is on the phone's screen now: the prompts that wait and the messages about what happened. */
import type { DepositAttempt } from "../attempts/attempts.ts";
import type { C2bPayments } from "../c2b/payments.ts";
import type { ScreenItem } from "../../web/live-streams.ts";
import type { Ledger } from "../attempts/ledger.ts";
import type { Payouts } from "../payouts/payouts.ts";
import { renderMessage, renderPrompt } from "./cards.ts";
import type { PhoneMessage } from "./messages.ts";
import {
  toC2bMessage,
  toDepositMessages,
  toPayoutMessages,
} from "./messages.ts";
import { toMoney, toNationalPhone, toPayee } from "./wording.ts";

const MAX_PROMPTS = 20;
const MAX_MESSAGES = 20;

export interface Screen {
  /** The sandbox's clock, by which the countdowns go. */
  readonly now: number;
  readonly prompts: readonly ScreenItem[];
  readonly messages: readonly ScreenItem[];
}

/** Where the screen's cards come from. */
export interface PhoneSources {
  readonly ledger: Ledger;
  readonly payouts: Payouts;
  readonly c2bPayments: C2bPayments;
}

/** Newest first. `phone` (digits) shows only what went to that phone. */
export function toScreen(
  { ledger, payouts, c2bPayments }: PhoneSources,
  phone: string,
  now: Date,
): Screen {
  const isShown = (item: { readonly phone: string }) =>
    phone === "" || item.phone === phone;
  const deposits = ledger
    .newestFirst()
    .filter((attempt) => attempt.kind === "deposit")
    .filter(isShown);
  const prompts = deposits
    .filter(
      ({ decision, promptEndsAt }) => decision === null && promptEndsAt > now,
    )
    .slice(0, MAX_PROMPTS);
  const payments = c2bPayments.records.newestFirst().filter(isShown);
  const messages = [
    ...firstMessages(deposits, toDepositMessages),
    ...firstMessages(payments, (payment) => [toC2bMessage(payment)]),
    ...firstMessages(payouts.records.newestFirst(), (order) =>
      toPayoutMessages(order, isShown),
    ),
  ].sort((one, other) => other.at.getTime() - one.at.getTime());
  return {
    now: now.getTime(),
    prompts: prompts.map((attempt) => toPromptItem(attempt, phone)),
    messages: messages.slice(0, MAX_MESSAGES).map(toMessageItem),
  };
}

/** As many as can be shown: writing them is what takes time. */
function firstMessages<Item>(
  items: readonly Item[],
  toMessages: (item: Item) => readonly PhoneMessage[],
): PhoneMessage[] {
  const messages: PhoneMessage[] = [];
  for (const item of items) {
    if (messages.length >= MAX_MESSAGES) break;
    messages.push(...toMessages(item));
  }
  return messages;
}

function toPromptItem(attempt: DepositAttempt, filter: string): ScreenItem {
  return {
    id: `prompt-${attempt.conversationId}`,
    version: attempt.ignored ? "ignored" : "open",
    html: renderPrompt(attempt, filter).text,
    announcement: attempt.ignored
      ? "Ignored."
      : `New request on ${toNationalPhone(attempt.phone)}: pay ${toMoney(attempt)} to ${toPayee(attempt)}.`,
  };
}

function toMessageItem(message: PhoneMessage): ScreenItem {
  const { id, version, text, note } = message;
  return {
    id,
    version,
    html: renderMessage(message).text,
    announcement: note === null ? text : `${text} ${note}`,
  };
}
