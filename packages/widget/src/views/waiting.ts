/** The prompt is on the shopper's phone: whom they pay, how much, how long it waits, what to do if it is not there. */
import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { toTransfer } from "../state/transfer.ts";
import { checkButton, icon, otherWayButton, plainScreen } from "./parts.ts";
import { duration, say, unbroken } from "./text.ts";
import { renderTransfer } from "./transfer.ts";
import type { On } from "./view.ts";

function ring({ now, state }: On<"waiting">): TemplateResult {
  const { promptExpiresAt, createdAt } = state.attempt;
  const end = Date.parse(promptExpiresAt ?? "");
  const left = Math.max(0, end - now) / (end - Date.parse(createdAt)) || 0;
  return html`<div class="ring" part="timer">
    <svg viewBox="0 0 100 100" aria-hidden="true">
      <circle cx="50" cy="50" r="46"></circle>
      <circle
        cx="50"
        cy="50"
        r="46"
        pathLength="1"
        stroke-dasharray="${left} 2"
      ></circle>
    </svg>
    ${icon("phone")}
    ${
      left > 0
        ? html`<span role="timer">${duration(end - now)}</span>`
        : nothing
    }
  </div>`;
}

export function renderWaiting(view: On<"waiting">): TemplateResult {
  const { state, w } = view;
  const { action } = state.attempt;
  const transfer = toTransfer(action);
  if (transfer) return renderTransfer(view, transfer);
  const phone = action?.type === "prompt" ? unbroken(action.phone) : "";
  const items = (texts: readonly string[]): TemplateResult[] =>
    texts.map((text) => html`<li>${say(view, text)}</li>`);
  return plainScreen(
    view,
    ring(view),
    html`<p>${say(view, w.$waitingText, { phone })}</p>
      <ol>
        ${items(w.$steps)}
      </ol>
      ${checkButton(view, "secondary")}
      <details part="help">
        <summary>${w.$help}</summary>
        <ul>
          ${items(w.$tips)}
        </ul>
      </details>
      ${otherWayButton(view)}`,
  );
}
