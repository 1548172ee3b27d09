/** One thing that waits for a person: what happened, and each choice with what it means. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { toHref } from "../../app/router.ts";
import { icon } from "../../ui/icon.ts";
import { words } from "../../words/words.ts";

export interface Choice {
  readonly label: string;
  /** What it means. */
  readonly means: string;
  readonly act: () => void;
}

export interface Item {
  readonly id: string;
  readonly title: unknown;
  /** When it came, and by what it is known. */
  readonly about: unknown;
  readonly happened: readonly string[];
  readonly choices: readonly Choice[];
  /** The order that it is about. */
  readonly orderId?: string;
}

export function renderItem(item: Item, isNew: boolean): TemplateResult {
  const { id, title, about, happened, choices, orderId } = item;
  const { attention } = words();
  return html`<li class="card item ${isNew ? "new" : ""}">
    <h3>${title}</h3>
    <p class="small muted">${about}</p>
    ${happened.map((text) => html`<p>${text}</p>`)}
    <ul class="acts">
      ${choices.map(
        ({ label, means, act }, at) =>
          html`<li>
            <button aria-describedby="means-${at}-${id}" @click=${act}>
              ${label}
            </button>
            <span id="means-${at}-${id}" class="small muted">${means}</span>
          </li>`,
      )}
      ${
        orderId === undefined
          ? nothing
          : html`<li>
              <a class="button" href=${toHref(`/orders/${orderId}`)}
                >${attention.open} ${icon("next")}</a
              >
              <span class="small muted">${attention.openMeans}</span>
            </li>`
      }
    </ul>
  </li>`;
}
