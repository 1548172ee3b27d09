/** What surrounds the pages that shoppers see: head, merchant and footer. */
import { LANGUAGE_NAMES } from "@malipo/protocol";
import type { Locale, Merchant } from "@malipo/protocol";
import { NOTHING, html } from "./html.ts";
import type { Html } from "./html.ts";
import { addressIn } from "./page-locale.ts";
import type { ChosenLocales } from "./page-locale.ts";
import { PAGE_LOCALES, PAY_PAGE_WORDS } from "./pay-page-words.ts";

export interface PageContext extends ChosenLocales {
  readonly merchant: Merchant;
  /** The path of the merchant's logo; null if there is none. */
  readonly logo: string | null;
  /** The shop's own site; null if none is known. */
  readonly shopUrl: string | null;
  /** The relay's base path; empty at the root. */
  readonly base: string;
  /** "https://pay.shop.example". */
  readonly publicUrl: string;
  readonly query: URLSearchParams;
}

export function renderFrame(
  { base, locale, logo }: PageContext,
  title: string,
  body: Html,
  head: Html = NOTHING,
): Html {
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        ${head}
        <link rel="icon" href="${logo ?? "data:,"}" />
        <link rel="stylesheet" href="${base}/pay/assets/pay.css" />
      </head>
      <body>
        ${body}
      </body>
    </html> `;
}

/** The logo, or the first letter of the name. */
export function renderMark({ logo, merchant: { name } }: PageContext): Html {
  if (logo !== null) return html`<img class="logo" src="${logo}" alt="" />`;
  const initial = String.fromCodePoint(name.codePointAt(0) ?? 0x20);
  return html`<span class="initial" aria-hidden="true"
    >${initial.toUpperCase()}</span
  >`;
}

/** Help, and the way to the shop. Empty if neither is known. */
export function renderWaysOn({
  locale,
  merchant: { name, supportUrl },
  shopUrl,
}: PageContext): Html {
  const words = PAY_PAGE_WORDS[locale];
  return html`${shopUrl === null ? NOTHING : html`<a class="to-shop" href="${shopUrl}/" rel="noopener">${words.toShop(name)}</a>`}
  ${supportUrl === undefined ? NOTHING : html`<a href="${supportUrl}" rel="noopener">${words.contact(name)}</a>`}`;
}

/** The languages of a page, each a link to the page in it. */
export interface LanguageOffer {
  readonly locales: readonly Locale[];
  readonly current: Locale;
  /** Where the browser keeps the shopper's choice; null if it doesn't. */
  readonly keptAt: string | null;
}

/** `ways`: what stands before the languages. */
export function renderFooter(
  { askedLocale, locale, query }: PageContext,
  ways: Html = NOTHING,
  offer: LanguageOffer = {
    locales: PAGE_LOCALES,
    current: locale,
    keptAt: null,
  },
): Html {
  const words = PAY_PAGE_WORDS[locale];
  const languages = offer.locales.map((other) =>
    other === offer.current
      ? html`<span aria-current="true" lang="${other}"
          >${LANGUAGE_NAMES[other]}</span
        >`
      : html`<a
          href="${addressIn(other, query)}"
          hreflang="${other}"
          lang="${other}"
          >${LANGUAGE_NAMES[other]}</a
        >`,
  );
  return html`<footer class="foot">
    <div>${ways}</div>
    <nav
      aria-label="${words.language}"
      ${offer.keptAt === null ? NOTHING : html`data-kept-at="${offer.keptAt}" data-asked="${askedLocale ?? ""}"`}
    >
      ${languages}
    </nav>
  </footer>`;
}
