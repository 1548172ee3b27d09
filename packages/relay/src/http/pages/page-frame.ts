/** What surrounds the pages that shoppers see: head, merchant and footer. */
import { LANGUAGE_NAMES } from "@malipo/protocol";
import type { Locale, Merchant } from "@malipo/protocol";
import type { Drawings } from "./drawings.ts";
import { NOTHING, html } from "./html.ts";
import type { Html } from "./html.ts";
import type { TimeZone } from "../../domain/time-zone.ts";
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
  /** The shop's. */
  readonly zone: TimeZone;
  readonly query: URLSearchParams;
  readonly drawings: Drawings;
}

/** Right to left only where it says so. */
interface FrameLanguage {
  readonly locale: Locale;
  readonly dir?: "ltr" | "rtl";
}

export function renderFrame(
  {
    base,
    locale,
    dir = "ltr",
    logo,
  }: Pick<PageContext, "base" | "logo"> & FrameLanguage,
  title: string,
  body: Html,
  head: Html = NOTHING,
): Html {
  return html`<!doctype html>
    <html lang="${locale}" dir="${dir}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="${logo ?? "data:,"}" />
        <link rel="stylesheet" href="${base}/pay/assets/pay.css" />
        ${head}
      </head>
      <body>
        ${body}
      </body>
    </html> `;
}

/** The logo, or the first letter of the name. */
export function renderMark({
  logo,
  merchant: { name },
}: Pick<PageContext, "logo" | "merchant">): Html {
  if (logo !== null) return html`<img class="logo" src="${logo}" alt="" />`;
  const initial = String.fromCodePoint(name.codePointAt(0) ?? 0x20);
  return html`<span class="initial" aria-hidden="true"
    >${initial.toUpperCase()}</span
  >`;
}

/** Help, and the way to the shop. Empty if neither is known. */
export function renderWaysOn(context: PageContext): Html {
  const { locale, merchant } = context;
  const words = PAY_PAGE_WORDS[locale];
  return renderWays(context, {
    toShop: words.toShop(merchant.name),
    contact: words.contact(merchant.name),
  });
}

/** The same in any language. */
export const renderWays = (
  {
    merchant: { supportUrl },
    shopUrl,
  }: Pick<PageContext, "merchant" | "shopUrl">,
  words: { readonly toShop: string; readonly contact: string },
): Html =>
  html`${shopUrl === null ? NOTHING : html`<a class="to-shop" href="${shopUrl}/" rel="noopener">${words.toShop}</a>`}
  ${supportUrl === undefined ? NOTHING : html`<a href="${supportUrl}" rel="noopener">${words.contact}</a>`}`;

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
  { locales, current, keptAt }: LanguageOffer = {
    locales: PAGE_LOCALES,
    current: locale,
    keptAt: null,
  },
): Html {
  return renderFoot(
    ways,
    renderLanguages(locales, current, query),
    PAY_PAGE_WORDS[locale].language,
    keptAt === null
      ? NOTHING
      : html`data-kept-at="${keptAt}" data-asked="${askedLocale ?? ""}"`,
  );
}

/** `label`: "Language". `facts`: attributes for the page's script. */
export const renderFoot = (
  ways: Html,
  languages: readonly Html[],
  label: string,
  facts: Html = NOTHING,
): Html =>
  html`<footer class="foot">
    <div>${ways}</div>
    <nav aria-label="${label}" ${facts}>${languages}</nav>
  </footer>`;

export const renderLanguages = (
  locales: readonly Locale[],
  current: Locale,
  query: URLSearchParams,
): readonly Html[] =>
  locales.map((other) =>
    other === current
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
