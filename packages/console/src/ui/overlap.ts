/** How long what a secret was is accepted beside the new one. */
import { html } from "lit";
import type { TemplateResult } from "lit";
import { OVERLAP_SECONDS } from "@malipo/protocol/limits";
import { words } from "../words/words.ts";

const HOUR = 60 * 60;

/** For the fields of a question. */
export function overlapField(label: string): TemplateResult {
  const { now, hour, day, week } = words().keys.overlaps;
  const choices: readonly (readonly [number, string])[] = [
    [HOUR, hour],
    [OVERLAP_SECONDS.usual, day],
    [OVERLAP_SECONDS.most, week],
    [0, now],
  ];
  return html`<label class="field">
    <span>${label}</span>
    <select name="overlap">
      ${choices.map(
        ([seconds, text]) =>
          html`<option
            value=${seconds}
            ?selected=${seconds === OVERLAP_SECONDS.usual}
          >
            ${text}
          </option>`,
      )}
    </select>
  </label>`;
}

export const readOverlap = (values: FormData): number =>
  Number(values.get("overlap"));
