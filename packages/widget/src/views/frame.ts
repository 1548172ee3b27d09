/** What stands in the page: the card, or the dialog's trigger and the dialog with the card. */
import type { TemplateResult } from "lit";
import { nothing } from "lit";
import type { Words } from "../locales/en.ts";
import type { CheckoutState } from "../state/checkout-state.ts";
import { html } from "./html.ts";
import { spinner } from "./parts.ts";

interface Frame {
  readonly content: unknown;
  /** When the shopper closes the dialog; null if there is none. */
  readonly cancel: (() => void) | null;
  readonly lang: string;
  readonly theme: string;
  /** What to say beside the trigger; empty if nothing is going on. */
  readonly status: string | null;
}

/** What goes on in a closed dialog. */
export function progressText(words: Words, state: CheckoutState): string {
  if (state.order?.status === "pending") return words.$running;
  return state.name === "succeeded" ? words.succeeded : "";
}

export function renderFrame(frame: Frame): TemplateResult {
  const { content, cancel, lang, status } = frame;
  const theme = `theme ${frame.theme}`;
  if (!cancel) return html`<div class=${theme} lang=${lang}>${content}</div>`;
  // The status is of no use behind the open dialog, but a live region has to be there before it changes.
  const closed = content === nothing;
  return html`<slot></slot>
    <p class="pending running" part="status" role="status" lang=${lang}>
      ${closed && status ? html`${spinner()}<span>${status}</span>` : nothing}
    </p>
    <dialog
      class=${theme}
      lang=${lang}
      part="dialog"
      aria-labelledby="heading"
      @cancel=${(event: Event) => {
        event.preventDefault();
        cancel();
      }}
    >
      ${content}
    </dialog>`;
}
