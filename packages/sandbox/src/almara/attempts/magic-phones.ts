/** The phone numbers whose last two digits decide how the prompt is answered. */
import type { CallbackMode } from "../callbacks/callback-mode.ts";
import { CALLBACK_MODES } from "../callbacks/callback-mode.ts";
import type { Outcome } from "./outcomes.ts";

/** The response to the submit: 202; 500 with nothing created; or created, with the connection cut. */
export type SubmitResponse = "accepted" | "refused" | "lost";

export interface PayerPlan {
  readonly submit: SubmitResponse;
  /** `null`: a person answers on the phone page. */
  readonly automatic: {
    readonly outcome: Outcome;
    readonly callbacks: CallbackMode;
    readonly when: "at_once" | "prompt_end" | "late";
  } | null;
}

export interface MagicEnding {
  readonly ending: string;
  /** Description for the pages. */
  readonly meaning: string;
  readonly plan: PayerPlan;
}

const PERSON: PayerPlan = { submit: "accepted", automatic: null };

function answers(
  outcome: Outcome,
  callbacks: CallbackMode = CALLBACK_MODES.normal,
  when: "at_once" | "prompt_end" | "late" = "at_once",
): PayerPlan {
  return { submit: "accepted", automatic: { outcome, callbacks, when } };
}

export const MAGIC_ENDINGS: readonly MagicEnding[] = [
  { ending: "00", meaning: "waits for the phone page", plan: PERSON },
  { ending: "01", meaning: "pays", plan: answers("paid") },
  {
    ending: "02",
    meaning: "has insufficient funds",
    plan: answers("insufficient_funds"),
  },
  { ending: "03", meaning: "cancels", plan: answers("cancelled") },
  { ending: "04", meaning: "types a wrong PIN", plan: answers("wrong_pin") },
  {
    ending: "05",
    meaning: "does not answer; the prompt runs out",
    plan: answers("no_answer", CALLBACK_MODES.normal, "prompt_end"),
  },
  {
    ending: "06",
    meaning: "pays, and every callback is lost",
    plan: answers("paid", CALLBACK_MODES.none),
  },
  {
    ending: "07",
    meaning: "pays, with callbacks repeated and reordered",
    plan: answers("paid", CALLBACK_MODES.repeated_reordered),
  },
  {
    ending: "08",
    meaning: "pays after the deadline",
    plan: answers("paid", CALLBACK_MODES.normal, "late"),
  },
  {
    ending: "09",
    meaning: "never gets a prompt: the submit answers 500",
    plan: { submit: "refused", automatic: null },
  },
  {
    ending: "10",
    meaning: "pays, but the answer to the submit is lost",
    plan: { ...answers("paid"), submit: "lost" },
  },
  {
    ending: "11",
    meaning: "pays, and the callback names another amount",
    plan: answers("paid", CALLBACK_MODES.wrong_amount),
  },
];

/** The behaviour of a phone number (digits). Other endings wait for the phone page. */
export function planForPhone(phone: string): PayerPlan {
  const ending = phone.slice(-2);
  return MAGIC_ENDINGS.find((magic) => magic.ending === ending)?.plan ?? PERSON;
}
