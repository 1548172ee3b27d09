/** The hosted card page: the order on one side, the card form on the other. */
import type { CheckoutAttempt } from "../attempts/attempts.ts";
import { toGroupedDecimal } from "../../web/decimal.ts";
import type { Html } from "../../web/html.ts";
import { html } from "../../web/html.ts";
import type { Page } from "../../web/layout.ts";
import { PAGE_BAR } from "../../web/layout.ts";
import type { CardErrors, CardField, CardFields } from "./card-form.ts";

const FIELDS: readonly {
  readonly name: CardField;
  readonly label: string;
  readonly hint: string;
  readonly maxLength: number;
}[] = [
  { name: "number", label: "Card number", hint: "", maxLength: 23 },
  { name: "expiry", label: "Expiry", hint: "MM/YY", maxLength: 7 },
  { name: "cvc", label: "CVC", hint: "3 or 4 digits", maxLength: 4 },
];

export function cardPage(
  attempt: CheckoutAttempt,
  card: CardFields,
  errors: CardErrors = {},
): Page {
  const total = toTotal(attempt);
  const firstWrong = FIELDS.find(({ name }) => errors[name] !== undefined);
  return {
    title: `Pay ${total} · Sandbox`,
    sheet: "card",
    body: renderFrame(
      attempt,
      html`<form
        class="panel pay"
        method="post"
        action="/card/${attempt.checkoutId}"
        autocomplete="off"
        novalidate
      >
        <h2>Pay by card</h2>
        ${renderCardFace(card)}
        <div class="fields">
          ${FIELDS.map((field) =>
            renderField(
              field,
              card[field.name],
              errors[field.name],
              field === firstWrong,
            ),
          )}
        </div>
        <p class="hint">
          Any valid card number pays. Please do not type a real one.
        </p>
        <div class="actions">
          <button class="button" name="action" value="pay">Pay ${total}</button>
          <button class="button quiet" name="action" value="decline">
            Decline this card
          </button>
          <button class="button plain" name="action" value="cancel">
            Cancel and go back
          </button>
        </div>
      </form>`,
    ),
  };
}

/** The order next to the form or the outcome. */
export function renderFrame(attempt: CheckoutAttempt, beside: Html): Html {
  return html`${PAGE_BAR}
    <main>
      <section class="order" aria-labelledby="notes">
        <p class="total">${toTotal(attempt)}</p>
        <h1 id="notes">${attempt.notes}</h1>
        <ul class="lines">
          ${attempt.lines.map(
            ({ name, sku, priceCents }) =>
              html`<li>
                <span>${name} <small>${sku}</small></span>
                <span class="price">${toGroupedDecimal(priceCents)}</span>
              </li>`,
          )}
          <li class="sum">
            <span>Total</span>
            <span class="price">${toTotal(attempt)}</span>
          </li>
        </ul>
        <dl class="facts">
          <div>
            <dt>Reference</dt>
            <dd>${attempt.reference}</dd>
          </div>
          <div>
            <dt>Account</dt>
            <dd>${attempt.accountNo}</dd>
          </div>
          <div>
            <dt>Pay before</dt>
            <dd>${toReadableTime(attempt.dueDate)}</dd>
          </div>
        </dl>
      </section>
      ${beside}
    </main>`;
}

export function toTotal(attempt: CheckoutAttempt): string {
  return `${attempt.currency} ${toGroupedDecimal(attempt.amountCents)}`;
}

function toReadableTime(dueDate: string): string {
  const format = new Intl.DateTimeFormat("en-KE", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: "Africa/Nairobi",
  });
  return `${format.format(new Date(dueDate))} EAT`;
}

/** Decorative: the fields below have the same content. */
function renderCardFace({ number, expiry }: CardFields): Html {
  return html`<div class="face" aria-hidden="true">
    <span class="face-kind">Test card</span>
    <svg class="chip" viewBox="0 0 44 32">
      <rect x="1" y="1" width="42" height="30" rx="6" />
      <path d="M1 11h13v10H1M43 11H30v10h13M14 1v30M30 1v30" />
    </svg>
    <span class="face-number">${number}</span>
    <span class="face-expiry">Good thru ${expiry}</span>
  </div>`;
}

function renderField(
  { name, label, hint, maxLength }: (typeof FIELDS)[number],
  value: string,
  error: string | undefined,
  focused: boolean,
): Html {
  return html`<div class="field ${name}">
    <label for="${name}"
      >${label} ${hint !== "" && html`<small>${hint}</small>`}</label
    >
    <input
      id="${name}"
      name="${name}"
      value="${value}"
      inputmode="${name === "expiry" ? "text" : "numeric"}"
      maxlength="${maxLength}"
      autocomplete="off"
      spellcheck="false"
      ${
        error !== undefined &&
        html`aria-invalid="true" aria-describedby="${name}-error"
        ${focused && html`autofocus`}`
      }
    />
    ${
      error !== undefined &&
      html`<p class="error" id="${name}-error">${error}</p>`
    }
  </div>`;
}
