/** Pieces that several pages show. */
import type { Product } from "../catalog.ts";
import type { Markup } from "../html.ts";
import { html } from "../html.ts";
import { formatMoney } from "../money.ts";
import type { ProductWords, Words } from "../words/words.ts";

const NO_WORDS: ProductWords = { picture: "", short: "", long: "", facts: [] };

/** A product that the catalog has and the words do not is still sold, by its name alone. */
export const wordsOf = ({ products }: Words, { sku }: Product): ProductWords =>
  products[sku] ?? NO_WORDS;

export const productPath = ({ sku }: Product): string =>
  `/shirts/${encodeURIComponent(sku)}`;

/** The picture from the shop's own host, whichever name the visitor reached it by. */
const picturePath = ({ imageUrl }: Product): string =>
  new URL(imageUrl).pathname;

/** `alt` is empty where the name stands beside the picture anyway. */
export const renderPicture = (product: Product, alt: string): Markup =>
  html`<img
    src="${picturePath(product)}"
    alt="${alt}"
    width="800"
    height="800"
  />`;

/** Scripts of another origin are fetched with CORS, so the preload must be, too. */
export const preloadWidget = (relayUrl: string): Markup =>
  html`<link
    rel="modulepreload"
    href="${relayUrl}/widget/v1/malipo.js"
    crossorigin
  />`;

export function renderProductCard(
  product: Product,
  currency: string,
  words: Words,
): Markup {
  const { picture, short } = wordsOf(words, product);
  return html`<li class="card">
    <a href="${productPath(product)}">
      ${renderPicture(product, picture)}
      <span class="name">${product.name}</span>
    </a>
    <p class="short">${short}</p>
    <p class="buy">
      <span class="price">${formatMoney(product.unitAmount, currency)}</span>
    </p>
    <form method="post" action="/cart/lines">
      <input type="hidden" name="sku" value="${product.sku}" />
      <input type="hidden" name="add" value="1" />
      <button
        class="button small"
        aria-label="${words.addToCart}: ${product.name}"
      >
        ${words.addToCart}
      </button>
    </form>
  </li>`;
}
