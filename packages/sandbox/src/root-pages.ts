/** The page at `/`, which says what this is and where to go, and the one where there is nothing. */
import { renderEndings } from "./almara/phone/endings-table.ts";
import { html } from "./web/html.ts";
import type { Page } from "./web/layout.ts";
import { PAGE_BAR } from "./web/layout.ts";

const CALLS: readonly (readonly [string, string])[] = [
  ["GET /_sandbox/attempts", "lists what was asked for, newest first"],
  ["POST /_sandbox/attempts/:id", 'decides by program: {"outcome": "paid"}'],
  ["POST /_sandbox/attempts/:id/callbacks", "sends the callbacks again"],
  ["POST /_sandbox/transfers", 'sends a FlexPay transfer: {"amount": 1500}'],
  ["POST /_sandbox/payouts/:id", "decides how a payout ends"],
  ["POST /_sandbox/c2b", "pays to a business number by hand"],
  ["POST /_sandbox/bills", "adds a bill payment"],
  ["POST /_sandbox/faults", "lets the next calls of a kind fail"],
  ["POST /_sandbox/reset", "forgets everything but the tokens"],
];

/** A target inside the closed form opens it: https://html.spec.whatwg.org/#ancestor-revealing-algorithm */
const PAYBILL = "/phone#paybill-payer";

export function startPage(): Page {
  return {
    title: "Malipo Sandbox",
    sheet: "index",
    body: html`${PAGE_BAR}
      <main>
        <h1>A stand-in for Almara Pay and FlexPay</h1>
        <p class="lead">
          It speaks the providers’ HTTP, shows M-Pesa prompts on a phone, takes
          test cards on a hosted page and sends transfers from a wallet. Point a
          relay at this address and try every way a payment can go, the bad ones
          first.
        </p>
        <p class="links">
          <a class="button" href="/phone">Open the phone</a>
          <a class="button quiet" href="${PAYBILL}">Pay a bill by hand</a>
          <a class="button quiet" href="/wallet">Open the wallet</a>
          <a class="button quiet" href="/_sandbox/attempts">See all attempts</a>
        </p>
        <div class="cards">
          <section class="panel">
            <h2>What the last two digits of a number do</h2>
            ${renderEndings()}
            <p>Every other ending waits for the phone page.</p>
          </section>
          <section class="panel calls">
            <h2>Control by program</h2>
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
        <h1>There is nothing at this address</h1>
        <p class="lead"><a href="/">Go to the start page</a></p>
      </main>`,
  };
}
