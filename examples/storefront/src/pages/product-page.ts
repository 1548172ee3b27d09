/** One shirt. */
import type { Product } from "../catalog.ts";
import { html } from "../html.ts";
import { WORDS } from "../language.ts";
import { formatMoney } from "../money.ts";
import type { Page, PageContext } from "./page.ts";
import { renderPicture, renderProductCard, wordsOf } from "./parts.ts";

export function productPage(
  { shop, visitor }: PageContext,
  product: Product,
): Page {
  const words = WORDS[visitor.language];
  const { products, currency } = shop.catalog;
  const { picture, long, facts } = wordsOf(words, product);
  const amounts = Array.from({ length: product.maxQuantity }, (_, i) => i + 1);
  return {
    status: 200,
    title: product.name,
    main: html`<nav class="crumbs" aria-label="${words.breadcrumb}">
        <a href="/#shirts">${words.shirts}</a>
        <span aria-current="page">${product.name}</span>
      </nav>
      <article class="product">
        <div class="picture">${renderPicture(product, picture)}</div>
        <div class="about">
          <p class="eyebrow">${words.soldBy}</p>
          <h1>${product.name}</h1>
          <p class="price">${formatMoney(product.unitAmount, currency)}</p>
          <p class="lead">${long}</p>
          <form class="add" method="post" action="/cart/lines">
            <input type="hidden" name="sku" value="${product.sku}" />
            <label for="quantity">${words.quantity}</label>
            <select id="quantity" name="add">
              ${amounts.map(
                (amount) => html`<option value="${amount}">${amount}</option>`,
              )}
            </select>
            <button class="button">${words.addToCart}</button>
          </form>
          <dl class="facts">
            ${facts.map(
              ([label, text]) =>
                html`<div>
                  <dt>${label}</dt>
                  <dd>${text}</dd>
                </div>`,
            )}
          </dl>
        </div>
      </article>
      <section aria-labelledby="others">
        <h2 id="others">${words.otherShirts}</h2>
        <ul class="cards">
          ${products
            .filter((other) => other !== product)
            .map((other) => renderProductCard(other, currency, words))}
        </ul>
      </section>`,
  };
}
