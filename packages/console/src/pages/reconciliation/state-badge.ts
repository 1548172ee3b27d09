/** How far a day is, in its colour and in words. */
import type { TemplateResult } from "lit";
import { badge } from "../../ui/badge.ts";
import type { Tone } from "../../ui/badge.ts";
import { wordFor, words } from "../../words/words.ts";

const TONES: Readonly<Record<string, Tone>> = {
  running: "wait",
  finished: "good",
  given_up: "bad",
};

export const stateBadge = (state: string): TemplateResult =>
  badge(wordFor(words().reconciliation.states, state), TONES[state] ?? "quiet");
