/** A status in its colour and in words. */
import { html } from "lit";
import type { TemplateResult } from "lit";

export type Tone = "good" | "wait" | "bad" | "quiet";

export const badge = (text: string, tone: Tone): TemplateResult =>
  html`<span class="badge ${tone}">${text}</span>`;

const TONES: Readonly<Record<string, Tone>> = {
  paid: "good",
  succeeded: "good",
  delivered: "good",
  up: "good",
  open: "wait",
  pending: "wait",
  submitting: "wait",
  submit_unknown: "wait",
  awaiting_payer: "wait",
  processing: "wait",
  unconfirmed: "wait",
  failed: "bad",
  dead: "bad",
  down: "bad",
};

/** Of a status that the interface has. */
export const toneOf = (status: string): Tone => TONES[status] ?? "quiet";
