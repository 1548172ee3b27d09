import { html } from "lit";
import type { TemplateResult } from "lit";
import { words } from "../words/words.ts";
import { announce } from "./announce.ts";
import { icon } from "./icon.ts";

/** `label`: what is copied, for the button; `isShown`: it is read beside the picture. */
export function copyButton(
  text: string,
  label: string,
  isShown = false,
): TemplateResult {
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
  if (isShown)
    return html`<button @click=${copy}>${icon("copy")} ${label}</button>`;
  return html`<button
    class="icon-button"
    title=${label}
    aria-label=${label}
    @click=${copy}
  >
    ${icon("copy")}
  </button>`;
}
