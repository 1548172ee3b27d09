/** The checkout page: two scripts, one element, and a message for browsers without JavaScript. */
import type { Cart } from "../cart.ts";
import { html } from "../html.ts";
import { WORDS } from "../language.ts";
import type { Page, PageContext } from "./page.ts";
import { preloadWidget } from "./parts.ts";

/** Methods for shillings, in order of popularity; FlexPay takes naira, by its own link. */
const METHODS = "mpesa airtel paybill card";

export function checkoutPage({ shop, visitor }: PageContext, cart: Cart): Page {
  const words = WORDS[visitor.language];
  const { relayUrl, testPhoneUrl } = shop;
  return {
    status: 200,
    title: words.checkoutTitle,
    // The shop's script first, so that it listens before the element fires events.
    head: html`${preloadWidget(relayUrl)}
      <script type="module" src="/checkout.js"></script>
      <script type="module" src="${relayUrl}/widget/v1/malipo.js"></script>`,
    main: html`<div class="checkout">
      <div class="heading">
        <h1>${words.checkoutTitle}</h1>
        <a class="quiet" href="/cart">${words.backToCart}</a>
      </div>
      <p class="lead">${words.checkoutLead}</p>
      <div class="stage">
        <malipo-checkout
          relay="${relayUrl}"
          cart="${JSON.stringify(cart)}"
          methods="${METHODS}"
          review="off"
          locale="${visitor.language}"
        >
          <a slot="success" class="quiet" id="next" href="/thanks" hidden
            >${words.thanksNext}</a
          >
        </malipo-checkout>
        <p class="late">${words.checkoutSlow}</p>
      </div>
      <noscript><p class="notice">${words.payingNeedsScript}</p></noscript>
      ${
        testPhoneUrl !== null &&
        html`<aside class="try" aria-labelledby="try">
          <h2 id="try">${words.tryTitle}</h2>
          <ul>
            ${words.trySteps.map((step) => html`<li>${step}</li>`)}
          </ul>
          <a href="${testPhoneUrl}" target="_blank">${words.testPhone}</a>
        </aside>`
      }
    </div>`,
  };
}
