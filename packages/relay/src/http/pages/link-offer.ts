/** What a payment link is for and what it costs, in words: for readers without JavaScript, on paper and in messengers. */
import type { Amount, PaymentLink } from "@malipo/protocol";
import { formatDecimal } from "../../domain/amount.ts";
import { depositOf } from "../../domain/part-payments.ts";
import { NOTHING, html } from "./html.ts";
import type { Html } from "./html.ts";
import type { PageContext } from "./page-frame.ts";
import { PREVIEW_SIZE } from "./preview-picture.ts";
import { PAY_PAGE_WORDS } from "./pay-page-words.ts";
import type { PayPageWords } from "./pay-page-words.ts";

export function renderOffer(words: PayPageWords, link: PaymentLink): Html {
  const { title, description, imageUrl } = link;
  const notes = describeTerms(words, link);
  return html`<div class="offer">
    ${imageUrl === undefined ? NOTHING : html`<img class="picture" src="${imageUrl}" alt="" />`}
    <h2>${title}</h2>
    ${description === null ? NOTHING : html`<p class="description">${description}</p>`}
    ${renderAmount(words, link)}
    ${notes.length === 0 ? NOTHING : html`<p class="limits">${notes.join(" · ")}</p>`}
  </div>`;
}

function renderAmount(words: PayPageWords, link: PaymentLink): Html {
  if (link.amount !== null)
    return html`<p class="amount">${formatMoney(link.amount)}</p>`;
  const limits = describeLimits(words, link);
  return html`<p class="amount open">${words.chooseAmount}</p>
    ${limits === undefined ? NOTHING : html`<p class="limits">${limits}</p>`}`;
}

/** What else a payer has to know before. */
function describeTerms(
  words: PayPageWords,
  link: PaymentLink,
): readonly string[] {
  const {
    fields = [],
    onePerPhone,
    quantity,
    suggestedAmounts = [],
    remainingStock,
    remainingPayments,
  } = link;
  const inParts = describeParts(words, link);
  const left = remainingStock ?? remainingPayments;
  return [
    ...(quantity === undefined
      ? []
      : [words.quantity(quantity.min, quantity.max)]),
    ...(suggestedAmounts.length === 0
      ? []
      : [words.suggested(suggestedAmounts.map(formatMoney).join(", "))]),
    ...(inParts === undefined ? [] : [inParts]),
    ...(onePerPhone === true ? [words.oncePerPhone] : []),
    ...(fields.length === 0
      ? []
      : [words.questions(fields.map(({ label }) => label).join(", "))]),
    ...(left === undefined ? [] : [words.left(left)]),
  ];
}

/** As a sum where it is the same for everybody. */
function describeParts(
  words: PayPageWords,
  { amount, deposit, payment, quantity }: PaymentLink,
): string | undefined {
  if (deposit === undefined)
    return payment === "partial" ? words.inParts : undefined;
  if (amount === null || quantity !== undefined)
    return words.deposit(`${deposit.percent}%`);
  const first = depositOf(amount, deposit);
  return first && words.deposit(formatMoney(first));
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
export function formatMoney(amount: Amount): string {
  const decimal = formatDecimal(amount);
  if (decimal === undefined)
    throw new RangeError(`no exponent is known for ${amount.currency}`);
  const [whole = "", cents = ""] = decimal.split(".");
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  const fraction = /^0*$/.test(cents) ? "" : `.${cents}`;
  return `${amount.currency}\u00a0${grouped}${fraction}`;
}

/** Open Graph (https://ogp.me): what messengers show of the link. */
export function renderPreview(
  { locale, merchant: { name } }: PageContext,
  link: PaymentLink,
): Html {
  const { title, description, amount, imageUrl, url } = link;
  const words = PAY_PAGE_WORDS[locale];
  const price = amount === null ? words.chooseAmount : formatMoney(amount);
  const inParts = describeParts(words, link);
  const about = [price, inParts ?? "", description ?? ""]
    .filter((each) => each !== "")
    .join(" · ");
  const { width, height } = PREVIEW_SIZE;
  const picture =
    imageUrl === undefined
      ? html`<meta property="og:image" content="${url}/preview.png" />
          <meta property="og:image:type" content="image/png" />
          <meta property="og:image:width" content="${width}" />
          <meta property="og:image:height" content="${height}" />
          <meta property="og:image:alt" content="${words.qrLabel}" />`
      : html`<meta property="og:image" content="${imageUrl}" />`;
  return html`<meta name="description" content="${about}" />
    <meta property="og:type" content="website" />
    <meta property="og:url" content="${url}" />
    <meta property="og:site_name" content="${name}" />
    <meta property="og:title" content="${words.pay(name)}: ${title}" />
    <meta property="og:description" content="${about}" />
    <meta property="og:locale" content="${words.dates.replace("-", "_")}" />
    ${picture}
    <meta name="twitter:card" content="summary_large_image" />`;
}
