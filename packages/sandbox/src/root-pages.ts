/** The start page and the 404 page. */
import { renderEndings } from "./almara/phone/endings-table.ts";
import { orderForm } from "./shop/pages.ts";
import { html } from "./web/html.ts";
import type { Page } from "./web/layout.ts";
import { PAGE_BAR } from "./web/layout.ts";

const CALLS: readonly (readonly [string, string])[] = [
  ["GET /_sandbox/attempts", "lists attempts, newest first"],
  ["POST /_sandbox/attempts/:id", 'sets the outcome: {"outcome": "paid"}'],
  ["POST /_sandbox/attempts/:id/callbacks", "sends the callbacks again"],
  ["POST /_sandbox/transfers", 'sends a FlexPay transfer: {"amount": 1500}'],
  ["POST /_sandbox/payouts/:id", "sets the outcome of a payout"],
  ["POST /_sandbox/c2b", "makes a paybill payment"],
  ["POST /_sandbox/bills", "adds a bill payment"],
  ["POST /_sandbox/faults", "makes the next calls of a kind fail"],
  ["POST /_sandbox/reset", "resets everything except tokens"],
];

/** A target inside the closed form opens it: https://html.spec.whatwg.org/#ancestor-revealing-algorithm */
const PAYBILL = "/phone#paybill-payer";

export function startPage(): Page {
  return {
    title: "Malipo Sandbox",
    sheet: "index",
    body: html`${PAGE_BAR}
      <main>
        <h1>A sandbox for Almara Pay and FlexPay</h1>
        <p class="lead">
          It implements the providers’ HTTP APIs, shows M-Pesa prompts on a
          phone, accepts test cards on a hosted page and sends transfers from a
          wallet. Point a relay at this URL and try every outcome of a payment,
          failures included.
        </p>
        ${orderForm()}
        <p class="links">
          <a class="button quiet" href="/phone">Open the phone</a>
          <a class="button quiet" href="${PAYBILL}">Pay a paybill</a>
          <a class="button quiet" href="/wallet">Open the wallet</a>
          <a class="button quiet" href="/_sandbox/attempts">See all attempts</a>
        </p>
        <div class="cards">
          <section class="panel">
            <h2>Phone numbers by their last two digits</h2>
            ${renderEndings()}
            <p>All other numbers wait for the phone page.</p>
          </section>
          <section class="panel calls">
            <h2>Control API</h2>
            <ul>
              ${CALLS.map(
                ([call, meaning]) =>
                  html`<li>
                    <code>${call}</code>
                    ${meaning}
                  </li>`,
              )}
            </ul>
          </section>
        </div>
      </main>`,
  };
}

export function missingPage(): Page {
  return {
    title: "Not found · Sandbox",
    sheet: "index",
    body: html`${PAGE_BAR}
      <main>
        <h1>Page not found</h1>
        <p class="lead">
          The sandbox has nothing at this address. It forgets everything when it
          stops, so links from an earlier run lead nowhere.
        </p>
        <p class="links">
          <a class="button" href="/">Go to the start page</a>
          <a class="button quiet" href="/phone">Open the phone</a>
        </p>
      </main>`,
  };
}
