/** The payment-link page as HTML: merchant, title, amount, the widget, and a QR code of the page's URL. */
import { LOCALES } from "@malipo/protocol";
import type { Amount, Locale, Merchant, PaymentLink } from "@malipo/protocol";
import { formatDecimal } from "../../domain/amount.ts";
import { NOTHING, html } from "./html.ts";
import type { Html } from "./html.ts";
import { PAY_PAGE_WORDS } from "./pay-page-words.ts";
import type { PayPageWords } from "./pay-page-words.ts";
import { renderQrCode } from "./qr-code.ts";

export interface PayPageContext {
  readonly locale: Locale;
  readonly merchant: Merchant;
  /** The relay's base path; empty at the root. */
  readonly base: string;
  /** "https://pay.shop.example". */
  readonly publicUrl: string;
}

export interface PayableLink {
  /** The public view of the link. */
  readonly link: PaymentLink;
  /** The provider's page for the same link; null if there is none. */
  readonly withoutScript: string | null;
}

/** Why the link can't be paid. */
export type NoticeKind = "unknown" | "inactive" | "trouble";

/** The shops' time zone. */
const TIME_ZONE = "Africa/Nairobi";

export function renderPayPage(
  context: PayPageContext,
  { link, withoutScript }: PayableLink,
): Html {
  const { base, locale, publicUrl } = context;
  const words = PAY_PAGE_WORDS[locale];
  const main = html`<main class="page">
    <header class="about">
      ${renderMerchant(link.merchant)}
      <h1>${link.title}</h1>
      ${link.description === null ? NOTHING : html`<p class="description">${link.description}</p>`}
      ${renderAmount(words, link)}
      ${link.expiresAt === null ? NOTHING : renderOpenUntil(words, link.expiresAt)}
    </header>
    <section class="pay" aria-label="${words.payment}">
      <malipo-checkout
        relay="${publicUrl}"
        payment-link="${link.id}"
        locale="${locale}"
      >
        <strong slot="header">${words.payment}</strong>
      </malipo-checkout>
      ${renderLoading(words, link)}
      <noscript>${renderWithoutScript(words, withoutScript)}</noscript>
    </section>
    <aside class="scan">
      ${renderQrCode(link.url, words.qrLabel)}
      <div>
        <h2>${words.scan}</h2>
        <p>${words.scanHint}</p>
        <p class="address">${link.url}</p>
      </div>
    </aside>
  </main>`;
  const script = html`<script
    type="module"
    src="${base}/widget/v1/malipo.js"
  ></script>`;
  return renderFrame(
    { ...context, merchant: link.merchant },
    words.pay(link.merchant.name),
    html`${main}${renderFooter(context, link.merchant)}`,
    script,
  );
}

export function renderNoticePage(
  context: PayPageContext,
  kind: NoticeKind,
): Html {
  const words = PAY_PAGE_WORDS[context.locale];
  const title = words[`${kind}Title`];
  const main = html`<main class="page notice">
    ${renderMerchant(context.merchant)}
    <h1>${title}</h1>
    <p class="description">${words[`${kind}Text`]}</p>
  </main>`;
  return renderFrame(
    context,
    title,
    html`${main}${renderFooter(context, context.merchant)}`,
    NOTHING,
  );
}

function renderFrame(
  { base, locale }: PayPageContext,
  title: string,
  body: Html,
  script: Html,
): Html {
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${base}/pay/assets/pay.css" />
        ${script}
      </head>
      <body>
        ${body}
      </body>
    </html> `;
}

/** A placeholder for the widget; on a phone it already shows the widget's first texts. */
function renderLoading(words: PayPageWords, link: PaymentLink): Html {
  const amount =
    link.amount === null ? words.chooseAmount : formatMoney(link.amount);
  return html`<div class="loading">
    <p class="preview title" aria-hidden="true">${link.title}</p>
    <p class="preview" aria-hidden="true">${amount}</p>
    <p class="spinner">${words.loading}</p>
  </div>`;
}

function renderWithoutScript(words: PayPageWords, url: string | null): Html {
  return url === null
    ? html`<p class="needs-script">${words.needsScript}</p>`
    : html`<p class="needs-script">
        <a href="${url}" rel="noopener">${words.payWithoutScript}</a>
      </p>`;
}

/** The first letter replaces a logo, which the relay doesn't have. */
function renderMerchant({ name }: Merchant): Html {
  const initial = String.fromCodePoint(name.codePointAt(0) ?? 0x20);
  return html`<p class="merchant">
    <span class="initial" aria-hidden="true">${initial.toUpperCase()}</span
    >${name}
  </p>`;
}

function renderAmount(words: PayPageWords, link: PaymentLink): Html {
  if (link.amount !== null)
    return html`<p class="amount">${formatMoney(link.amount)}</p>`;
  const limits = describeLimits(words, link);
  return html`<p class="amount open">${words.chooseAmount}</p>
    ${limits === undefined ? NOTHING : html`<p class="limits">${limits}</p>`}`;
}

function describeLimits(
  words: PayPageWords,
  { min, max }: PaymentLink,
): string | undefined {
  if (min !== null && max !== null)
    return words.between(formatMoney(min), formatMoney(max));
  if (min !== null) return words.atLeast(formatMoney(min));
  return max === null ? undefined : words.atMost(formatMoney(max));
}

/** "KES 2,500", or "KES 2,500.50" with cents. Kenya formats numbers alike in both languages. */
function formatMoney(amount: Amount): string {
  const decimal = formatDecimal(amount);
  if (decimal === undefined)
    throw new RangeError(`no exponent is known for ${amount.currency}`);
  const [whole = "", cents = ""] = decimal.split(".");
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  const fraction = /^0*$/.test(cents) ? "" : `.${cents}`;
  return `${amount.currency}\u00a0${grouped}${fraction}`;
}

function renderOpenUntil(words: PayPageWords, expiresAt: string): Html {
  const text = new Intl.DateTimeFormat(words.dates, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: TIME_ZONE,
  }).format(new Date(expiresAt));
  return html`<p class="open-until">
    ${words.openUntil} <time datetime="${expiresAt}">${text}</time>
  </p>`;
}

function renderFooter(
  { locale }: PayPageContext,
  { name, supportUrl }: Merchant,
): Html {
  const words = PAY_PAGE_WORDS[locale];
  const languages = LOCALES.map((other) =>
    other === locale
      ? html`<span aria-current="true"
          >${PAY_PAGE_WORDS[other].languageName}</span
        >`
      : html`<a href="?lang=${other}" hreflang="${other}" lang="${other}"
          >${PAY_PAGE_WORDS[other].languageName}</a
        >`,
  );
  return html`<footer class="foot">
    ${supportUrl === undefined ? NOTHING : html`<a href="${supportUrl}" rel="noopener">${words.contact(name)}</a>`}
    <nav aria-label="${words.language}">${languages}</nav>
  </footer>`;
}
