import { html } from "lit";
import type { TemplateResult } from "lit";
import { words } from "../words/words.ts";
import { announce } from "./announce.ts";
import { icon } from "./icon.ts";

/** `label`: what is copied, for the button. */
export function copyButton(text: string, label: string): TemplateResult {
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => {
        announce(words().common.copied);
      },
      () => {
        announce(words().errors.other);
      },
    );
  };
  return html`<button
    class="icon-button"
    title=${label}
    aria-label=${label}
    @click=${copy}
  >
    ${icon("copy")}
  </button>`;
}
