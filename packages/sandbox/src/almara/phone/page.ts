/** The phone: a device on which M-Pesa prompts arrive, and what to know about it beside. */
import { renderEndings } from "./endings-table.ts";
import { Html, html } from "../../web/html.ts";
import type { Page } from "../../web/layout.ts";
import { PAGE_BAR } from "../../web/layout.ts";
import { renderConnection } from "../../web/live-connection.ts";
import type { PaybillForm } from "./paybill.ts";
import { renderPaybill } from "./paybill-card.ts";
import type { Screen } from "./screen.ts";
import type { ScreenItem } from "../../web/live-streams.ts";
import { toNationalPhone } from "./wording.ts";

export interface PhonePageContent {
  readonly screen: Screen;
  /** Digits; the only phone shown when not empty. */
  readonly phone: string;
  /** Why an answer was not taken. */
  readonly notice: string;
  readonly paybill: { readonly form: PaybillForm; readonly error: string };
}

export function phonePage(content: PhonePageContent): Page {
  const { screen, phone, notice, paybill } = content;
  return {
    title: "Phone · Malipo Sandbox",
    sheet: "phone",
    script: "phone",
    body: html`${PAGE_BAR}
      <main>
        <section class="device" aria-label="Phone">
          <div class="screen">
            ${renderStatusBar()}
            <div
              class="scroll"
              tabindex="0"
              role="group"
              aria-label="Screen of the phone"
            >
              <div class="lock" aria-hidden="true">
                <p class="lock-time" data-clock></p>
                <p class="lock-date" data-date></p>
              </div>
              <p class="notice" role="alert">${notice}</p>
              <ul class="prompts" id="prompts" aria-label="Payment requests">
                ${renderItems(screen.prompts)}
              </ul>
              <p class="idle">
                ${renderSignal()} Waiting for a payment request
              </p>
              ${renderPaybill(paybill.form, phone, paybill.error)}
              <section class="inbox" aria-labelledby="inbox-title">
                <h2 id="inbox-title" tabindex="-1">Messages</h2>
                <ul id="messages">
                  ${renderItems(screen.messages)}
                </ul>
              </section>
            </div>
            <span class="home" aria-hidden="true"></span>
          </div>
        </section>
        <div class="beside">
          <h1>Your customer’s phone</h1>
          <p class="lead">
            Payment requests arrive here by themselves, for
            ${phone === "" ? "every number" : html`<strong>${toNationalPhone(phone)}</strong>`}.
            Type a PIN, cancel, or let one run out, and watch what the shop
            makes of it. Money that the shop sends back arrives here too, and
            under Lipa na M-PESA you pay to a business number by hand.
          </p>
          ${renderConnection(html`<a href="">reload</a> to see new requests`)}
          <form class="filter" method="get" action="/phone">
            <label for="filter">Show one number only</label>
            <div>
              <input
                id="filter"
                name="phone"
                type="tel"
                placeholder="0712 345 678"
                value="${phone === "" ? "" : toNationalPhone(phone)}"
              />
              <button class="button quiet">Show</button>
            </div>
            ${phone !== "" && html`<a href="/phone">Show every number</a>`}
          </form>
          <details open>
            <summary>What the last two digits of a number do</summary>
            ${renderEndings()}
          </details>
        </div>
        <p
          class="out-of-sight"
          id="announcer"
          role="log"
          aria-live="assertive"
        ></p>
      </main>`,
  };
}

function renderItems(items: readonly ScreenItem[]): Html[] {
  return items.map((item) => new Html(item.html));
}

function renderStatusBar(): Html {
  return html`<div class="status" aria-hidden="true">
    <span data-clock></span>
    <span class="island"></span>
    <svg viewBox="0 0 66 16">
      <path d="M1 12h2v2H1zM6 9h2v5H6zM11 6h2v8h-2zM16 3h2v11h-2z" />
      <path
        class="outline"
        d="M25 7a10 10 0 0 1 13 0M27.500 9.700a6.200 6.200 0 0 1 8 0M30 12.400a2.400 2.400 0 0 1 3 0"
      />
      <rect class="outline" x="44" y="3.500" width="18" height="9.500" rx="3" />
      <rect x="46" y="5.500" width="12" height="5.500" rx="1.500" />
      <path d="M63.500 6.500v3.500" class="outline" />
    </svg>
  </div>`;
}

function renderSignal(): Html {
  return html`<span class="signal" aria-hidden="true"><span></span></span>`;
}
