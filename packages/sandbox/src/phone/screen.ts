/** What is on the phone's screen now: the prompts that wait and the messages about the answered ones. */
import type { Decision, DepositAttempt } from "../attempts.ts";
import type { Ledger } from "../ledger.ts";
import { renderMessage, renderPrompt } from "./cards.ts";
import { toMessageText, toMoney, toNationalPhone, toPayee } from "./wording.ts";

const MAX_PROMPTS = 20;
const MAX_MESSAGES = 20;

/** One card on the screen. The page replaces a card only when its version changed, so that nobody loses a typed PIN. */
export interface ScreenItem {
  readonly id: string;
  readonly version: string;
  readonly html: string;
  /** What a screen reader is told when the card is new. */
  readonly announcement: string;
}

export interface Screen {
  /** The sandbox's clock, by which the countdowns go. */
  readonly now: number;
  readonly prompts: readonly ScreenItem[];
  readonly messages: readonly ScreenItem[];
}

/** Newest first. `phone` (digits) shows only what went to that phone. */
export function toScreen(ledger: Ledger, phone: string, now: Date): Screen {
  const prompts: ScreenItem[] = [];
  const messages: ScreenItem[] = [];
  for (const attempt of ledger.newestFirst()) {
    if (attempt.kind !== "deposit") continue;
    if (phone !== "" && attempt.phone !== phone) continue;
    if (attempt.decision !== null) {
      if (messages.length < MAX_MESSAGES)
        messages.push(toMessageItem(attempt, attempt.decision));
    } else if (attempt.promptEndsAt > now && prompts.length < MAX_PROMPTS)
      prompts.push(toPromptItem(attempt, phone));
    if (prompts.length === MAX_PROMPTS && messages.length === MAX_MESSAGES)
      break;
  }
  return { now: now.getTime(), prompts, messages };
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

function toMessageItem(attempt: DepositAttempt, decision: Decision) {
  return {
    id: `message-${attempt.conversationId}`,
    version: decision.outcome,
    html: renderMessage(attempt, decision).text,
    announcement: toMessageText(attempt, decision),
  };
}
