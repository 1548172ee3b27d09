/** The cart: quantities by plain forms, so that it works before and without any script. */
import type { PricedLine } from "../cart.ts";
import { priceCart, totalOf } from "../cart.ts";
import type { Product } from "../catalog.ts";
import { findProduct } from "../catalog.ts";
import type { Markup } from "../html.ts";
import { html } from "../html.ts";
import { WORDS } from "../language.ts";
import { formatMoney } from "../money.ts";
import type { Words } from "../words/words.ts";
import type { Page, PageContext } from "./page.ts";
import { preloadWidget, productPath, renderPicture } from "./parts.ts";

/** What the visitor did just before. */
export interface CartChange {
  /** Put into the cart. */
  readonly added: string;
  /** `<sku>:more` or `<sku>:fewer`: the button that was pressed and shall have the focus again. */
  readonly pressed: string;
}

export function cartPage(
  { shop, visitor }: PageContext,
  change: CartChange,
): Page {
  const words = WORDS[visitor.language];
  const { catalog } = shop;
  const lines = priceCart(visitor.cart, catalog);
  if (lines.length === 0) return emptyCartPage(words);
  const added = findProduct(catalog, change.added);
  return {
    status: 200,
    title: words.cartTitle,
    // The next page needs it.
    head: preloadWidget(shop.relayUrl),
    main: html`<h1>${words.cartTitle}</h1>
      ${
        added !== undefined &&
        html`<p class="notice" role="status">${words.added(added.name)}</p>`
      }
      <div class="cart">
        <ul class="lines">
          ${lines.map((line) =>
            renderLine(line, catalog.currency, words, change.pressed),
          )}
        </ul>
        <section class="sum" aria-label="${words.total}">
          <p class="total">
            <span>${words.total}</span>
            <strong>${formatMoney(totalOf(lines), catalog.currency)}</strong>
          </p>
          <p>${words.delivery}</p>
          <a class="button wide" href="/checkout">${words.checkout}</a>
          <a class="quiet" href="/#shirts">${words.keepShopping}</a>
          <noscript><p class="notice">${words.payingNeedsScript}</p></noscript>
        </section>
      </div>`,
  };
}

export function emptyCartPage(words: Words): Page {
  return {
    status: 200,
    title: words.cartTitle,
    main: html`<div class="plain">
      <img src="/img/hanger.svg" alt="" width="240" height="150" />
      <h1>${words.cartEmptyTitle}</h1>
      <p class="lead">${words.cartEmpty}</p>
      <a class="button" href="/#shirts">${words.heroButton}</a>
    </div>`,
  };
}

function renderLine(
  { product, quantity, amount }: PricedLine,
  currency: string,
  words: Words,
  pressed: string,
): Markup {
  const { sku, name, unitAmount, maxQuantity } = product;
  const atMost = quantity >= maxQuantity;
  const focus =
    pressed === `${sku}:more` && !atMost
      ? "more"
      : pressed.startsWith(`${sku}:`)
        ? "fewer"
        : "";
  return html`<li class="line">
    <a
      class="thumb"
      href="${productPath(product)}"
      tabindex="-1"
      aria-hidden="true"
      >${renderPicture(product, "")}</a
    >
    <div class="what">
      <a class="name" href="${productPath(product)}">${name}</a>
      <span>${words.each(formatMoney(unitAmount, currency))}</span>
    </div>
    <strong class="amount">${formatMoney(amount, currency)}</strong>
    <div class="stepper">
      ${renderStep(product, quantity - 1, {
        way: "fewer",
        label: words.fewer(name, quantity),
        focus: focus === "fewer",
        disabled: quantity <= 1,
      })}
      <span aria-hidden="true">${quantity}</span>
      ${renderStep(product, quantity + 1, {
        way: "more",
        label: words.more(name, quantity),
        focus: focus === "more",
        disabled: atMost,
      })}
    </div>
    <form class="remove" method="post" action="/cart/lines">
      <input type="hidden" name="sku" value="${sku}" />
      <input type="hidden" name="quantity" value="0" />
      <button class="quiet" aria-label="${words.removeThis(name)}">
        ${words.remove}
      </button>
    </form>
  </li>`;
}

interface Step {
  readonly way: "fewer" | "more";
  readonly label: string;
  readonly focus: boolean;
  readonly disabled: boolean;
}

const renderStep = (
  { sku }: Product,
  quantity: number,
  { way, label, focus, disabled }: Step,
): Markup =>
  html`<form method="post" action="/cart/lines">
    <input type="hidden" name="sku" value="${sku}" />
    <input type="hidden" name="quantity" value="${quantity}" />
    <input type="hidden" name="way" value="${way}" />
    <button
      aria-label="${label}"
      ${focus && html`autofocus`}
      ${disabled && html`disabled`}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="${way === "more" ? "M3 8h10M8 3v10" : "M3 8h10"}" />
      </svg>
    </button>
  </form>`;
