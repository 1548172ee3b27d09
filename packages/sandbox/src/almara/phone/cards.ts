/** The cards on the phone's screen. The page and the event stream send the same ones. */
import type { DepositAttempt } from "../attempts/attempts.ts";
import { OPERATORS } from "../lib/operators.ts";
import type { Html } from "../../web/html.ts";
import { html } from "../../web/html.ts";
import type { PhoneMessage } from "./messages.ts";
import { renderPinField } from "./pin-field.ts";
import { toMoney, toNationalPhone } from "./wording.ts";
import { toTimeOfDay } from "../../web/kenya-time.ts";

/** `filter` is the phone that the page shows alone; without JavaScript the form has to lead back to it. */
export function renderPrompt(attempt: DepositAttempt, filter: string): Html {
  const id = attempt.conversationId;
  const state = attempt.ignored ? "ignored" : attempt.payer;
  const operator = OPERATORS[attempt.operator];
  return html`<li
    class="prompt ${state}"
    id="prompt-${id}"
    data-version="${attempt.ignored ? "ignored" : "open"}"
    data-conversation="${attempt.originatorConversationId}"
  >
    <article aria-labelledby="title-${id}">
      <header>
        <span class="app ${attempt.operator}" aria-hidden="true"
          >${operator.initial}</span
        >
        <span class="who"
          ><strong>${operator.name}</strong> to
          ${toNationalPhone(attempt.phone)}</span
        >
        ${renderCountdown(attempt)}
      </header>
      <h2 id="title-${id}">
        <small>Do you want to pay</small> ${toMoney(attempt)}
      </h2>
      <dl>
        <div>
          <dt>To</dt>
          <dd>${attempt.shortCode}</dd>
        </div>
        ${
          attempt.accountNo !== null &&
          html`<div>
            <dt>Account</dt>
            <dd>${attempt.accountNo}</dd>
          </div>`
        }
        <div>
          <dt>For</dt>
          <dd>${attempt.description}</dd>
        </div>
      </dl>
      ${renderAnswer(attempt, filter)}
    </article>
  </li>`;
}

export function renderMessage(message: PhoneMessage): Html {
  const { id, version, outcome, paid, at, note } = message;
  return html`<li
    class="message ${paid ? "paid" : "unpaid"}"
    id="${id}"
    data-version="${version}"
    data-outcome="${outcome}"
    data-conversation="${message.conversation}"
  >
    <svg viewBox="0 0 14 14" aria-hidden="true">
      <path d="${paid ? "M2 7.5l3.500 3.500L12 4" : "M3 3l8 8M11 3l-8 8"}" />
    </svg>
    <div>
      <p>${message.text}</p>
      ${note !== null && html`<p class="untold">${note}</p>`}
      <p class="stamp">
        ${message.sender} · ${toNationalPhone(message.phone)} ·
        <time datetime="${at.toISOString()}">${toTimeOfDay(at)}</time>
      </p>
    </div>
  </li>`;
}

function renderCountdown({ createdAt, promptEndsAt }: DepositAttempt): Html {
  const seconds = Math.max(
    0,
    Math.ceil((promptEndsAt.getTime() - Date.now()) / 1000),
  );
  return html`<span
    class="countdown"
    data-starts-at="${createdAt.getTime()}"
    data-ends-at="${promptEndsAt.getTime()}"
  >
    <svg viewBox="0 0 36 36" aria-hidden="true">
      <circle cx="18" cy="18" r="16" />
      <circle
        class="left"
        cx="18"
        cy="18"
        r="16"
        pathLength="100"
        stroke-dasharray="100"
      />
    </svg>
    <span class="out-of-sight">Seconds left:</span>
    <span class="seconds" role="timer">${seconds}</span>
  </span>`;
}

function renderAnswer(attempt: DepositAttempt, filter: string): Html {
  if (attempt.payer === "automatic")
    return html`<p class="note">
      This number answers by itself: it ends in ${attempt.phone.slice(-2)}.
    </p>`;
  if (attempt.ignored)
    return html`<p class="note">
      Ignored. The request runs out when its time is up.
    </p>`;
  const id = attempt.conversationId;
  return html`<form
    method="post"
    action="/phone/prompts/${id}"
    autocomplete="off"
  >
    <input type="hidden" name="phone" value="${filter}" />
    ${renderPinField(`pin-${id}`, `Enter ${OPERATORS[attempt.operator].name} PIN`)}
    <p class="error" role="alert"></p>
    <button class="button" name="action" value="pay">Send</button>
    <div class="answers">
      <button class="button quiet" name="action" value="cancel" formnovalidate>
        Cancel
      </button>
      <button class="button plain" name="action" value="ignore" formnovalidate>
        Ignore
      </button>
    </div>
  </form>`;
}
