/** The card page of a decided checkout, and the page that returns to the shop. */
import type { CheckoutAttempt } from "../attempts/attempts.ts";
import { isLapsed } from "../attempts/attempts.ts";
import type { Outcome } from "../attempts/outcomes.ts";
import { toCheckoutResult } from "../attempts/outcomes.ts";
import type { Html } from "../../web/html.ts";
import { html } from "../../web/html.ts";
import type { Page } from "../../web/layout.ts";
import { SANDBOX_BADGE } from "../../web/layout.ts";
import { renderFrame, toTotal } from "./card-page.ts";
import type { FormField } from "./return-fields.ts";
import { toCancelFields, toReturnFields } from "./return-fields.ts";

const HEADLINES: Readonly<Record<Outcome, string>> = {
  paid: "Payment received",
  insufficient_funds: "The card has too little money",
  cancelled: "Payment cancelled",
  wrong_pin: "Wrong PIN",
  no_answer: "Payment timed out",
  declined: "Card declined",
  failed: "Payment failed",
  timed_out: "Payment timed out",
};

/** A checkout that is decided or expired. */
export function outcomePage(attempt: CheckoutAttempt): Page {
  const lapsed = isLapsed(attempt);
  const outcome = attempt.decision?.outcome ?? "timed_out";
  const headline = lapsed ? "This order has lapsed" : HEADLINES[outcome];
  return {
    title: `${headline} · Sandbox`,
    sheet: "card",
    postsToShop: true,
    body: renderFrame(
      attempt,
      html`<section class="panel outcome">
        ${renderSign(outcome === "paid")}
        <h2>${headline}</h2>
        <p>${describe(attempt, outcome, lapsed)}</p>
        ${
          attempt.decision !== null &&
          html`<p class="reference mono">${attempt.decision.reference}</p>`
        }
        ${renderForm(
          attempt.returnUrl,
          toReturnFields(attempt),
          "Return to the shop",
        )}
      </section>`,
    ),
  };
}

/** Returns to the shop automatically; the button is a fallback. */
export function returnPage(
  attempt: CheckoutAttempt,
  way: "return" | "cancel",
): Page {
  const form =
    way === "return"
      ? renderForm(attempt.returnUrl, toReturnFields(attempt), "Continue")
      : renderForm(attempt.cancelUrl, toCancelFields(attempt), "Continue");
  return {
    title: "Back to the shop · Sandbox",
    sheet: "card",
    script: "return",
    postsToShop: true,
    body: html`<main class="leaving">
      <section class="panel outcome">
        <span class="spinner" aria-hidden="true"></span>
        <h1>Taking you back to the shop</h1>
        <p>If nothing happens, press the button.</p>
        ${form} ${SANDBOX_BADGE}
      </section>
    </main>`,
  };
}

export function unknownCardPage(): Page {
  return {
    title: "Nothing to pay here · Sandbox",
    sheet: "card",
    body: html`<main class="leaving">
      <section class="panel outcome">
        ${renderSign(false)}
        <h1>Nothing to pay here</h1>
        <p>
          This address belongs to no order, or to one of an earlier run: the
          sandbox forgets everything when it stops. Go back to the shop and
          start again.
        </p>
        ${SANDBOX_BADGE}
      </section>
    </main>`,
  };
}

function describe(
  attempt: CheckoutAttempt,
  outcome: Outcome,
  lapsed: boolean,
): string {
  if (lapsed) return "Its due date has passed and nothing was paid.";
  if (outcome === "paid") return `${toTotal(attempt)} was paid.`;
  const { resultCode, resultDesc } = toCheckoutResult(outcome);
  return `Nothing was paid. The bank said: ${resultDesc} (${resultCode}).`;
}

function renderForm(
  action: string,
  fields: readonly FormField[],
  label: string,
): Html {
  return html`<form id="return-form" method="post" action="${action}">
    ${fields.map(
      ([name, value]) =>
        html`<input type="hidden" name="${name}" value="${value}" />`,
    )}
    <button class="button">${label}</button>
  </form>`;
}

function renderSign(good: boolean): Html {
  const path = good ? "M14 25l7 7 13-15" : "M17 17l14 14M31 17L17 31";
  return html`<svg
    class="sign ${good && "good"}"
    viewBox="0 0 48 48"
    aria-hidden="true"
  >
    <circle cx="24" cy="24" r="23" />
    <path d="${path}" />
  </svg>`;
}
