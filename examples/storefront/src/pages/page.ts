/** The frame of every page: head, header with cart and language, footer. */
import { countOf } from "../cart.ts";
import type { Piece } from "../html.ts";
import { Markup, html } from "../html.ts";
import { LANGUAGES, WORDS } from "../language.ts";
import type { Shop } from "../shop.ts";
import { LINK_NAMES, SHOP_NAME } from "../shop.ts";
import type { Visitor } from "../visitor.ts";

/** What a page is made from. */
export interface PageContext {
  readonly shop: Shop;
  readonly visitor: Visitor;
  /** Where the visitor is: path and query. */
  readonly address: string;
}

export interface Page {
  readonly status: number;
  readonly title: string;
  readonly main: Markup;
  /** Scripts and the like. */
  readonly head?: Markup;
}

export function renderPage(context: PageContext, page: Page): string {
  const { visitor } = context;
  const words = WORDS[visitor.language];
  return html`<!doctype html>
    <html lang="${visitor.language}">
      <head>
        <meta charset="utf-8" />
        <title>${page.title} · ${SHOP_NAME}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/img/mark.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/style/base.css" />
        <link rel="stylesheet" href="/style/frame.css" />
        <link rel="stylesheet" href="/style/shirts.css" />
        <link rel="stylesheet" href="/style/buying.css" />
        ${page.head ?? null}
      </head>
      <body>
        <a class="skip" href="#main">${words.skip}</a>
        ${renderHeader(context)}
        <main id="main" tabindex="-1">${page.main}</main>
        ${renderFooter(context)}
      </body>
    </html>`.text;
}

function renderHeader({ shop, visitor, address }: PageContext): Markup {
  const words = WORDS[visitor.language];
  return html`<header>
    ${shop.testPhoneUrl !== null && html`<p class="demo">${words.demo}</p>`}
    <div class="top">
      <a class="brand" href="/" aria-label="${words.home}">
        <img src="/img/mark.svg" alt="" width="40" height="40" />
        <span>Duka la <b>Mashati</b></span>
      </a>
      <form
        class="languages"
        method="post"
        action="/language"
        aria-label="${words.language}"
      >
        <input type="hidden" name="back" value="${address}" />
        ${LANGUAGES.map(
          (language) =>
            html`<button
              name="language"
              value="${language}"
              lang="${language}"
              aria-pressed="${String(language === visitor.language)}"
              aria-label="${language.toUpperCase()}, ${WORDS[language].self}"
            >
              ${language.toUpperCase()}
            </button>`,
        )}
      </form>
      <a class="cart-link" href="/cart">
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M5 8h14l1 13H4L5 8Zm4 3V6.500a3 3 0 0 1 6 0V11" />
        </svg>
        <span class="cart-word">${words.cart}</span>
        <span class="count">${countOf(visitor.cart)}</span>
      </a>
    </div>
  </header>`;
}

function renderFooter({ shop, visitor }: PageContext): Markup {
  const words = WORDS[visitor.language];
  const links: readonly (readonly [string, string | null])[] = [
    ...LINK_NAMES.map((name) => {
      const address = shop.links[name];
      return [
        words[name],
        address && `${address}?lang=${visitor.language}`,
      ] as const;
    }),
    [words.testPhone, shop.testPhoneUrl],
    [words.testWallet, shop.testWalletUrl],
  ];
  return html`<footer class="bottom">
    <div>
      <p class="wordmark">Duka la <b>Mashati</b></p>
      <p>${words.footerNote}</p>
    </div>
    <nav aria-label="${words.payWithLink}">
      <ul>
        ${links.map(
          ([text, href]): Piece =>
            href !== null && html`<li><a href="${href}">${text}</a></li>`,
        )}
      </ul>
    </nav>
  </footer>`;
}
