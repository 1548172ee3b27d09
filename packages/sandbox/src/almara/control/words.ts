/** Values of the control calls, with common synonyms. */
import type { Response } from "express";
import { refuseUnknownValue } from "../../web/control.ts";
import type { CallbackMode } from "../callbacks/callback-mode.ts";
import {
  CALLBACK_MODES,
  MAX_CALLBACK_TIMES,
  toRepeatedMode,
} from "../callbacks/callback-mode.ts";
import type { Outcome } from "../attempts/outcomes.ts";
import { OUTCOMES } from "../attempts/outcomes.ts";

const SYNONYMS: Readonly<Record<string, Outcome>> = {
  pay: "paid",
  succeeded: "paid",
  success: "paid",
  cancel: "cancelled",
  canceled: "cancelled",
  decline: "declined",
  fail: "failed",
  timeout: "timed_out",
};

export const OUTCOME_WORDS: readonly string[] = [
  ...OUTCOMES,
  "pending",
  ...Object.keys(SYNONYMS),
];

const CALLBACK_WORDS: readonly string[] = [
  ...Object.keys(CALLBACK_MODES),
  `0 to ${MAX_CALLBACK_TIMES}`,
];

export function parseOutcome(word: unknown): Outcome | "pending" | undefined {
  if (word === "pending") return word;
  if (typeof word !== "string") return undefined;
  return (
    OUTCOMES.find((outcome) => outcome === word) ??
    (Object.hasOwn(SYNONYMS, word) ? SYNONYMS[word] : undefined)
  );
}

/** A mode, or how often each callback is sent. Default: normal. */
function parseCallbackMode(word: unknown): CallbackMode | undefined {
  if (word === undefined) return CALLBACK_MODES.normal;
  if (typeof word === "number")
    return Number.isInteger(word) && word >= 0 && word <= MAX_CALLBACK_TIMES
      ? toRepeatedMode(word)
      : undefined;
  return typeof word === "string" && isModeWord(word)
    ? CALLBACK_MODES[word]
    : undefined;
}

function isModeWord(word: string): word is keyof typeof CALLBACK_MODES {
  return Object.hasOwn(CALLBACK_MODES, word);
}

/** Reads the member `callbacks`; rejects unknown values and returns undefined. */
export function readCallbacks(
  members: Readonly<Record<string, unknown>>,
  response: Response,
): CallbackMode | undefined {
  const callbacks = parseCallbackMode(members["callbacks"]);
  if (callbacks === undefined)
    refuseUnknownValue(response, "callbacks", CALLBACK_WORDS);
  return callbacks;
}
