/** The payment-link page as HTML: the widget, a QR code of the page's URL, and ways to share it. */
import { languageChoiceKey, LOCALES } from "@malipo/protocol";
import type { PaymentLink } from "@malipo/protocol";
import { formatTime } from "../../use-cases/receipts/format.ts";
import { NOTHING, html } from "./html.ts";
import type { Html } from "./html.ts";
import { formatMoney, renderOffer, renderPreview } from "./link-offer.ts";
import {
  renderFooter,
  renderFrame,
  renderMark,
  renderWaysOn,
} from "./page-frame.ts";
import type { PageContext } from "./page-frame.ts";
import { PAY_PAGE_WORDS } from "./pay-page-words.ts";
import type { PayPageWords } from "./pay-page-words.ts";
import { renderQrCode } from "./qr-code.ts";

export interface PayableLink {
  /** The public view of the link. */
  readonly link: PaymentLink;
  /** The provider's page for the same link; null if there is none. */
  readonly withoutScript: string | null;
}

export function renderPayPage(
  context: PageContext,
  { link, withoutScript }: PayableLink,
): Html {
  const { base, locale } = context;
  const { name } = link.merchant;
  const words = PAY_PAGE_WORDS[locale];
  const about = { ...context, merchant: link.merchant };
  const instead = html`${withoutScript === null ? NOTHING : renderOtherWay(words, withoutScript)}
    <noscript>${renderWithoutScript(words, withoutScript)}</noscript>`;
  const main = html`<main class="page">
    ${renderCheckout(about, link, instead)}
    ${link.expiresAt === null ? NOTHING : renderOpenUntil(about, link.expiresAt)}
    <div class="hand-over">
      ${renderCode(about, words, link.url)} ${renderShare(about, words, link)}
    </div>
  </main>`;
  const head = html`${renderPreview(about, link)}
  ${renderScripts(about, link, `${base}/pay/assets/pay.js`)}`;
  return renderFrame(
    about,
    words.pay(name),
    html`${main}${renderCheckoutFooter(about)}`,
    head,
  );
}

/** The widget, and what stands in its place until it is there. `instead`: for browsers in which it never is. */
export function renderCheckout(
  about: PageContext,
  link: PaymentLink,
  instead: Html,
): Html {
  const { checkoutLocale, locale, merchant, publicUrl } = about;
  const { name } = merchant;
  const words = PAY_PAGE_WORDS[locale];
  return html`<h1>${words.pay(name)}</h1>
    <section class="pay" aria-label="${words.payment}">
      <malipo-checkout
        relay="${publicUrl}"
        payment-link="${link.id}"
        locale="${checkoutLocale}"
      >
        <span class="merchant" slot="header"
          >${renderMark(about)}<strong>${name}</strong></span
        >
        ${link.successUrl === undefined ? NOTHING : html`<a class="go-on" slot="success" href="${link.successUrl}" rel="noopener">${words.goOn}</a>`}
      </malipo-checkout>
      <div class="loading">
        <p class="merchant">${renderMark(about)}<strong>${name}</strong></p>
        ${renderOffer(words, link)}
        <p class="spinner">${words.loading}</p>
        <p class="late">${words.late}</p>
        ${instead}
      </div>
    </section>`;
}

/** `own`: the page's script, which comes first so that it hears every event. */
export function renderScripts(
  { base, checkoutLocale }: PageContext,
  link: PaymentLink,
  own: string,
): Html {
  const widget = `${base}/widget/v1`;
  return html`<link rel="modulepreload" href="${widget}/malipo.js" />
    ${
      asksForMore(link)
        ? html`<link rel="modulepreload" href="${widget}/malipo.link.js" />`
        : NOTHING
    }
    ${
      checkoutLocale === "en"
        ? NOTHING
        : html`<link
            rel="modulepreload"
            href="${widget}/malipo.${checkoutLocale}.js"
          />`
    }
    <script type="module" src="${own}"></script>
    <script type="module" src="${widget}/malipo.js"></script>`;
}

/** With the languages of the checkout. */
export const renderCheckoutFooter = (about: PageContext): Html =>
  renderFooter(about, renderWaysOn(about), {
    locales: LOCALES,
    current: about.checkoutLocale,
    keptAt: languageChoiceKey(about.publicUrl),
  });

/** What the widget loads a file of its own for. */
const asksForMore = (link: PaymentLink): boolean =>
  link.amount === null ||
  [link.imageUrl, link.quantity, link.fields].some(
    (each) => each !== undefined,
  );

function renderWithoutScript(words: PayPageWords, url: string | null): Html {
  return url === null
    ? html`<p class="needs-script">${words.needsScript}</p>`
    : html`<p class="needs-script">
        <a href="${url}" rel="noopener">${words.payWithoutScript}</a>
      </p>`;
}

/** The same way, for browsers that run scripts but are too old for the widget, or don't get it. */
const renderOtherWay = (words: PayPageWords, url: string): Html =>
  html`<p class="late way">
    <a href="${url}" rel="noopener">${words.payWithoutScript}</a>
  </p>`;

function renderOpenUntil(
  { locale, zone }: PageContext,
  expiresAt: string,
): Html {
  const words = PAY_PAGE_WORDS[locale];
  return html`<p class="open-until">
    ${words.openUntil}
    <time datetime="${expiresAt}"
      >${formatTime(Date.parse(expiresAt), words, zone)}</time
    >
  </p>`;
}

/** For a phone beside a computer, and on paper. The style sheet hides it on phones. */
const renderCode = (
  { drawings }: PageContext,
  words: PayPageWords,
  url: string,
): Html =>
  html`<div class="scan">
    ${renderQrCode(drawings.qrCode(url), words.qrLabel)}
    <div>
      <h2>${words.scan}</h2>
      <p>${words.scanHint}</p>
      <p class="address">${url}</p>
    </div>
  </div>`;

/** Plain links, which load nothing before they are followed. The script adds what the device can do better. */
function renderShare(
  { merchant: { name } }: PageContext,
  words: PayPageWords,
  { title, amount, url }: PaymentLink,
): Html {
  const price = amount === null ? "" : `, ${formatMoney(amount)}`;
  const text = `${words.pay(name)}: ${title}${price}`;
  const message = encodeURIComponent(`${text} ${url}`);
  const subject = encodeURIComponent(text);
  return html`<div class="pass-on" data-url="${url}" data-text="${text}">
    <div class="pass-on-head">
      <h2>${words.share}</h2>
      <button type="button" hidden>${words.copyLink}</button>
    </div>
    <p class="choices">
      <button type="button" hidden>${words.shareByApp}</button>
      <a
        href="https://wa.me/?text=${message}"
        target="_blank"
        rel="noopener noreferrer"
        >WhatsApp</a
      >
      <a href="sms:?&amp;body=${message}">${words.bySms}</a>
      <a href="mailto:?subject=${subject}&amp;body=${message}"
        >${words.byEmail}</a
      >
      <a class="to-poster" href="${url}/poster">${words.poster}</a>
    </p>
    <p role="status" data-copied="${words.copied}"></p>
  </div>`;
}
