/** Where the shopper lands after paying. */
import { html } from "../html.ts";
import { WORDS } from "../language.ts";
import { formatMoney } from "../money.ts";
import type { Page, PageContext } from "./page.ts";

/** `reference` as the address names it: thanked for only where this browser has just paid that order. */
export function thanksPage(
  { shop, visitor }: PageContext,
  reference: string,
): Page {
  const words = WORDS[visitor.language];
  const { paid } = visitor;
  if (paid?.reference !== reference)
    return {
      status: 404,
      title: words.thanksUnknownTitle,
      main: html`<div class="plain">
        <img src="/img/button.svg" alt="" width="240" height="150" />
        <h1>${words.thanksUnknownTitle}</h1>
        <p class="lead">${words.thanksUnknown}</p>
        <a class="button" href="/">${words.keepShopping}</a>
      </div>`,
    };
  const method = words.methods[paid.method] ?? paid.method;
  const facts: readonly (readonly [string, string])[] = [
    [words.orderReference, paid.reference],
    [words.amountPaid, formatMoney(paid.amount, shop.catalog.currency)],
    [words.paidBy, method],
    [words.receipt, paid.receipt],
  ];
  return {
    status: 200,
    title: words.thanksTitle,
    main: html`<div class="plain thanks">
      <svg class="tick" viewBox="0 0 64 64" aria-hidden="true">
        <circle cx="32" cy="32" r="30" />
        <path d="m20 33 9 9 16-19" />
      </svg>
      <h1>${words.thanksTitle}</h1>
      <p class="lead">${words.thanksLead}</p>
      <dl class="receipt">
        ${facts.map(
          ([label, text]) =>
            text !== "" &&
            html`<div>
              <dt>${label}</dt>
              <dd>${text}</dd>
            </div>`,
        )}
      </dl>
      <section class="next" aria-labelledby="next">
        <h2 id="next">${words.thanksNext}</h2>
        <ol>
          ${words.thanksSteps.map((step) => html`<li>${step}</li>`)}
        </ol>
      </section>
      <a class="button" href="/">${words.keepShopping}</a>
    </div>`,
  };
}
