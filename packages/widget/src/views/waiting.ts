/** Waiting for a prompt: recipient, amount, countdown, and help if it doesn't arrive. */
import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { toTransfer } from "../state/transfer.ts";
import { checkButton, icon, otherWayButton, plainScreen } from "./parts.ts";
import { duration, say, unbroken } from "./text.ts";
import { renderTransfer } from "./transfer.ts";
import type { ViewOf } from "./view.ts";

function ring({ now, state }: ViewOf<"waiting">): TemplateResult {
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

export function renderWaiting(view: ViewOf<"waiting">): TemplateResult {
  const { state, words } = view;
  const { action } = state.attempt;
  const transfer = toTransfer(action);
  if (transfer) return renderTransfer(view, transfer);
  const phone = action?.type === "prompt" ? unbroken(action.phone) : "";
  const items = (texts: readonly string[]): TemplateResult[] =>
    texts.map((text) => html`<li>${say(view, text)}</li>`);
  return plainScreen(
    view,
    ring(view),
    html`<p>${say(view, words.$waitingText, { phone })}</p>
      <ol>
        ${items(words.$steps)}
      </ol>
      ${checkButton(view, "secondary")}
      <details part="help">
        <summary>${words.$help}</summary>
        <ul>
          ${items(words.$tips)}
        </ul>
      </details>
      ${otherWayButton(view)}`,
  );
}
