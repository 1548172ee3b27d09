/** The page behind a payment link's address. */
import type { PaymentLink } from "./payment-links.ts";
import { toGroupedDecimal } from "../../web/decimal.ts";
import { html } from "../../web/html.ts";
import type { Page } from "../../web/layout.ts";
import { PAGE_BAR } from "../../web/layout.ts";

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
          <h1>${description ?? "Payment link"}</h1>
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
