/** What a person does about a prompt. */
import { z } from "zod";
import type { Decisions } from "../attempts/decisions.ts";
import type { Ledger } from "../attempts/ledger.ts";

const answerForm = z.object({
  action: z.enum(["pay", "cancel", "ignore"]),
  pin: z.string().max(20).default(""),
  /** The phone that the page was showing alone. */
  phone: z.string().max(20).default(""),
});

export type PromptAnswer = z.output<typeof answerForm>;

export type AnswerResult = "taken" | "bad_pin" | "over" | "unknown";

/** Says "wrong PIN"; any other four digits pay. */
export const WRONG_PIN = "0000";

export function readAnswer(body: unknown): PromptAnswer | undefined {
  return answerForm.safeParse(body).data;
}

/** `over`: the prompt was answered, has run out, or answers by itself. */
export function answerPrompt(
  { ledger, decisions }: { ledger: Ledger; decisions: Decisions },
  conversationId: string,
  { action, pin }: PromptAnswer,
): AnswerResult {
  const attempt = ledger.find((each) => each.conversationId === conversationId);
  if (attempt?.kind !== "deposit") return "unknown";
  if (
    attempt.decision !== null ||
    attempt.payer === "automatic" ||
    attempt.promptEndsAt.getTime() <= Date.now()
  )
    return "over";
  const id = attempt.originatorConversationId;
  if (action === "ignore") ledger.put({ ...attempt, ignored: true });
  else if (action === "cancel") decisions.decide(id, "cancelled");
  else if (!/^\d{4}$/.test(pin)) return "bad_pin";
  else decisions.decide(id, pin === WRONG_PIN ? "wrong_pin" : "paid");
  return "taken";
}
