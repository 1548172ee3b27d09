/** The front page: who we are, the shirts, why paying here is safe. */
import { html } from "../html.ts";
import type { Markup } from "../html.ts";
import { WORDS } from "../language.ts";
import type { Page, PageContext } from "./page.ts";
import { renderProductCard } from "./parts.ts";
import type { Shop } from "../shop.ts";
import type { Words } from "../words/words.ts";

export function frontPage({ shop, visitor }: PageContext): Page {
  const words = WORDS[visitor.language];
  const { products, currency } = shop.catalog;
  return {
    status: 200,
    title: words.shirts,
    main: html`<section class="hero">
        <div>
          <h1>${words.heroTitle}</h1>
          <p class="lead">${words.heroLead}</p>
          <a class="button" href="#shirts">${words.heroButton}</a>
        </div>
        <img src="/img/rail.svg" alt="" width="1040" height="760" />
      </section>
      <section id="shirts" aria-labelledby="shirts-title">
        <h2 id="shirts-title">${words.shirts}</h2>
        <ul class="cards">
          ${products.map((product) =>
            renderProductCard(product, currency, words),
          )}
        </ul>
      </section>
      <ul class="promises">
        ${words.promises.map(
          ([title, text]) =>
            html`<li>
              <h2>${title}</h2>
              <p>${text}</p>
            </li>`,
        )}
      </ul>
      ${renderDemo(shop, words)}`,
  };
}

/** Only where a sandbox stands behind the shop. */
function renderDemo(
  { testPhoneUrl, testWalletUrl }: Shop,
  words: Words,
): Markup | null {
  const places = [
    [words.testPhone, testPhoneUrl],
    [words.testWallet, testWalletUrl],
  ] as const;
  return places.every(([, address]) => address === null)
    ? null
    : html`<aside class="try" aria-labelledby="demo">
        <h2 id="demo">${words.demoTitle}</h2>
        <ul>
          ${words.demoSteps.map((step) => html`<li>${step}</li>`)}
        </ul>
        ${places.map(
          ([text, address]) =>
            address !== null &&
            html`<a href="${address}" target="_blank">${text}</a>`,
        )}
      </aside>`;
}
