/** Gives up what was typed, once somebody says so. */
import { html, nothing } from "lit";
import { isEdited } from "../lib/edit.ts";
import type { Edit } from "../lib/edit.ts";
import { words } from "../words/words.ts";
import { confirm } from "./confirm.ts";

/** A button of the form, where there is something to give up. */
export function discardButton<Draft extends object>(
  edit: Edit<Draft>,
  discard: () => void,
): unknown {
  if (!isEdited(edit)) return nothing;
  const { draft } = words();
  const ask = (): void => {
    void confirm({
      title: draft.discardTitle,
      text: draft.discardText,
      confirm: draft.discard,
      isDangerous: true,
      act: () => {
        discard();
        return Promise.resolve();
      },
      done: draft.discarded,
    });
  };
  return html`<button type="button" @click=${ask}>${draft.discard}</button>`;
}
