/** What both a payout and a bill payment are shown with. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { badge, toneOf } from "../../ui/badge.ts";
import type { Tone } from "../../ui/badge.ts";
import { copyButton } from "../../ui/copy-button.ts";
import { wordFor, words } from "../../words/words.ts";

/** Left out if there is none. */
export const fact = (name: string, value: unknown): unknown =>
  value === null || value === undefined || value === ""
    ? nothing
    : html`<dt>${name}</dt>
        <dd>${value}</dd>`;

const TONES: Readonly<Record<string, Tone>> = {
  rejected: "bad",
  timed_out: "wait",
  unknown: "wait",
};

export const statusBadge = (status: string): TemplateResult =>
  badge(
    wordFor(words().payouts.status, status),
    TONES[status] ?? toneOf(status),
  );

/** The id and the status, and what that means. */
export const head = (
  id: string,
  status: string,
  meaning: string,
): TemplateResult =>
  html`<h2 class="found">
      <span>${id}</span> ${copyButton(id, words().payouts.copyId)}
      ${statusBadge(status)}
    </h2>
    <p>${meaning}</p>`;
