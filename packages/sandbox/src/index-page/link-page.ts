/** The page behind a payment link's address. */
import type { PaymentLink } from "../almara/payment-links.ts";
import { toGroupedDecimal } from "../decimal.ts";
import { html } from "../web/html.ts";
import type { Page } from "../web/layout.ts";
import { PAGE_BAR } from "../web/layout.ts";

export function linkPage({ fields }: PaymentLink): Page {
  const { amount, isAmountSpecified, description } = fields;
  const fixed = isAmountSpecified && typeof amount === "number";
  const facts: readonly (readonly [string, string | null])[] = [
    ["Short code", fields.shortCode],
    ["Account", fields.accountReference],
    ["Payment type", fields.paymentType],
    ["For", [fields.firstName, fields.lastName].filter(Boolean).join(" ")],
  ];
  return {
    title: "Payment link · Sandbox",
    sheet: "index",
    body: html`${PAGE_BAR}
      <main>
        <section class="panel link">
          <h2>${description ?? "Payment link"}</h2>
          <p class="amount">
            ${
              fixed
                ? `${fields.currency ?? "KES"} ${toGroupedDecimal(amount)}`
                : "Any amount"
            }
          </p>
          <p>
            This is the page a shopper would see at the provider. Nothing can be
            paid here.
          </p>
          <dl>
            ${facts.map(
              ([term, value]) =>
                (value ?? "") !== "" &&
                html`<div>
                  <dt>${term}</dt>
                  <dd>${value}</dd>
                </div>`,
            )}
          </dl>
        </section>
      </main>`,
  };
}

export function missingPage(): Page {
  return {
    title: "Not found · Sandbox",
    sheet: "index",
    body: html`${PAGE_BAR}
      <main>
        <h1>There is nothing at this address</h1>
        <p class="lead"><a href="/">Go to the start page</a></p>
      </main>`,
  };
}
