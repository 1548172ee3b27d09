/** The pages of the sandbox's own shop: the form that stands on the start page too, and what became of an order. */
import type { Html } from "../web/html.ts";
import { html } from "../web/html.ts";
import type { Page } from "../web/layout.ts";
import { PAGE_BAR } from "../web/layout.ts";
import type { TestOrder } from "./test-orders.ts";

export const orderForm = (fault?: string): Html =>
  html`<form class="panel try" method="post" action="/shop/orders">
    <h2>Make a test order</h2>
    <p>
      A black shirt for KES 2,500, paid with M-Pesa at this sandbox. The phone
      with this number asks for the PIN; ending in 01, it pays by itself.
    </p>
    ${fault !== undefined && html`<p class="fault" role="alert">${fault}</p>`}
    <label for="phone">M-Pesa number</label>
    <p class="links">
      <input
        id="phone"
        name="phone"
        type="tel"
        inputmode="tel"
        required
        value="0712 345 600"
      />
      <button class="button">Order and pay</button>
    </p>
  </form>`;

export const refusedPage = (fault: string): Page => ({
  title: "Test order · Sandbox",
  sheet: "index",
  body: html`${PAGE_BAR}
    <main>${orderForm(fault)}</main>`,
});

const TITLES = {
  pending: "Waiting for the payer",
  paid: "The order is paid",
  failed: "The order is not paid",
} as const;

export function orderPage(order: TestOrder): Page {
  const { id, status } = order;
  return {
    title: `${TITLES[status.name]} · Sandbox`,
    sheet: "index",
    body: html`${PAGE_BAR}
      <main>
        <div class="panel link" data-order="${id}" data-status="${status.name}">
          <h1>${TITLES[status.name]}</h1>
          <p class="amount">KES ${order.amount.toLocaleString("en")}</p>
          ${renderNext(order)}
          <dl>
            <div>
              <dt>Order</dt>
              <dd>${id}</dd>
            </div>
            <div>
              <dt>Phone</dt>
              <dd>${order.phone}</dd>
            </div>
            <div>
              <dt>Callbacks received</dt>
              <dd>${order.callbacks}</dd>
            </div>
            ${
              status.name === "paid" &&
              html`<div>
                <dt>Receipt</dt>
                <dd>${status.receipt}</dd>
              </div>`
            }
          </dl>
        </div>
        ${status.name === "paid" && NEXT}
      </main>`,
  };
}

function renderNext({ phone, status }: TestOrder): Html {
  if (status.name === "pending")
    return html`<p>
        A prompt is on the phone. This page asks again each second.
      </p>
      <p class="links">
        <a class="button" href="/phone?phone=${phone}" target="_blank"
          >Enter the PIN on the phone</a
        >
      </p>`;
  return html`${status.name === "failed" && html`<p>${status.reason}</p>`}
    <p class="links">
      <a class="button quiet" href="/">Make another order</a>
    </p>`;
}

const NEXT = html`<section class="panel try">
  <h2>Next: the same in your own shop</h2>
  <p>
    Keep the sandbox running. The relay holds the credentials, and its checkout
    goes on your page with one script tag:
  </p>
  <p><code>npm install @malipo/relay</code></p>
  <p><code>npx malipo init</code></p>
</section>`;
