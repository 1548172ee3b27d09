/** The prompt is on the shopper's phone: whom they pay, how much, how long it waits, what to do if it is not there. */
import type { TemplateResult } from "lit/html.js";
import { html, nothing } from "lit/html.js";
import { checkButton, icon, otherWayButton, plainScreen } from "./parts.ts";
import { duration, say, unbroken } from "./text.ts";
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
  const phone = action?.type === "prompt" ? unbroken(action.phone) : "";
  const items = (...texts: string[]): TemplateResult[] =>
    texts.map((text) => html`<li>${say(view, text)}</li>`);
  return plainScreen(
    view,
    ring(view),
    html`<p>${say(view, w.$waitingText, { phone })}</p>
      <ol>
        ${items(w.$step1, w.$step2, w.$step3)}
      </ol>
      ${checkButton(view, "secondary")}
      <details part="help">
        <summary>${w.$help}</summary>
        <ul>
          ${items(w.$help1, w.$help2, w.$help3, w.$help4)}
        </ul>
      </details>
      ${otherWayButton(view)}`,
  );
}
