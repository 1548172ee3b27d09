/** Waiting for a prompt: recipient, amount, countdown, and help if it doesn't arrive. */
import type { TemplateResult } from "lit";
import { nothing } from "lit";
import { toTransfer } from "../state/transfer.ts";
import { fill } from "../locales/words.ts";
import { html } from "./html.ts";
import {
  button,
  checkButton,
  icon,
  otherWayButton,
  plainScreen,
} from "./parts.ts";
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
  const { state, words, draft, actions, now } = view;
  const { action, promptExpiresAt } = state.attempt;
  const transfer = toTransfer(action);
  if (transfer) return renderTransfer(view, transfer);
  const number = action?.type === "prompt" ? action.phone : draft.asked;
  const phone = unbroken(number) || words.$yourPhone;
  const leftMs = Date.parse(promptExpiresAt ?? "") - now;
  const time = leftMs > 0 ? duration(leftMs) : "";
  const busy = state.task !== null;
  const items = (texts: readonly string[]): TemplateResult[] =>
    texts.map((text) => html`<li>${say(view, text)}</li>`);
  return plainScreen(
    view,
    ring(view),
    html`<p>
        ${say(view, action ? words.$waitingText : words.$unsureText, { phone })}
      </p>
      ${button(words.$change, actions.sendAgain, "quiet", busy)}
      ${
        action
          ? html`<ol part="steps">
              ${items(words.$steps)}
            </ol>`
          : nothing
      }
      ${checkButton(view, "secondary")}
      <details part="help">
        <summary>${words.$help}</summary>
        <ul>
          ${items(words.$tips)}
        </ul>
        ${action && time ? html`<p>${fill(words.$held, { time })}</p>` : nothing}
        ${button(
          action || !time ? words.$sendAgain : fill(words.$againIn, { time }),
          actions.sendAgain,
          "secondary",
          time !== "" || busy,
        )}
      </details>
      ${otherWayButton(view)}`,
  );
}
