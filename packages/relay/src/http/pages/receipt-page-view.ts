/** A receipt as HTML, for the screen, for a sheet of paper and for rolls of 58 and 80 mm. */
import { LOCALES } from "@malipo/protocol";
import type { Amount, Locale } from "@malipo/protocol";
import type { ShownRefund } from "../../domain/order-money.ts";
import {
  fill,
  formatAdjustment,
  formatDay,
  formatMoney,
  formatTime,
} from "../../use-cases/receipts/format.ts";
import type { Receipt, ReceiptPart } from "../../use-cases/receipts/receipt.ts";
import { RECEIPT_WORDS } from "../../use-cases/receipts/words/index.ts";
import type { ReceiptWords } from "../../use-cases/receipts/words/index.ts";
import { NOTHING, html } from "./html.ts";
import type { Html } from "./html.ts";
import {
  renderFoot,
  renderFrame,
  renderLanguages,
  renderMark,
  renderWays,
} from "./page-frame.ts";
import type { PageContext } from "./page-frame.ts";
import { renderQrCode } from "./qr-code.ts";

export interface ReceiptContext extends Omit<PageContext, "locale"> {
  readonly locale: Locale;
}

/** The page says the same without it. */
export const RECEIPT_SCRIPT = `const print = document.querySelector(".print");
print.hidden = false;
print.addEventListener("click", () => window.print());
`;

const STATE_WORDS = {
  part_paid: "partPaid",
  paid: "paid",
  partly_refunded: "partlyRefunded",
  refunded: "refunded",
} as const;

export function renderReceiptPage(
  context: ReceiptContext,
  receipt: Receipt,
): Html {
  const { base, locale, merchant, query } = context;
  const words = RECEIPT_WORDS[locale];
  const { money, url, payUrl, isPartPaid, surplus } = receipt;
  // What was sent back matters more than that it was a part.
  const state =
    isPartPaid && money.state === "paid" ? "part_paid" : money.state;
  const name = merchant.name;
  const main = html`<main class="receipt">
    <article class="slip">
      <header>
        <p class="merchant">${renderMark(context)}<strong>${name}</strong></p>
        ${receipt.isTest ? html`<p class="test">${words.test}</p>` : NOTHING}
        <h1>${words.receipt}</h1>
        <p class="state ${state}">${words[STATE_WORDS[state]]}</p>
        <p class="sum">
          ${formatMoney(isPartPaid ? money.received : receipt.total, words)}
        </p>
      </header>
      ${renderLines(words, receipt)} ${renderSums(context, words, receipt)}
      ${surplus.value === 0 ? NOTHING : html`<p class="surplus">${fill(words.surplus, { merchant: name, amount: formatMoney(surplus, words) })}</p>`}
      ${receipt.isErased ? html`<p class="erased">${words.erased}</p>` : NOTHING}
      ${renderFacts(context, words, receipt)}
      <div class="online">
        ${renderQrCode(context.drawings.qrCode(url), words.qrLabel)}
        <div>
          <h2>${words.sameReceipt}</h2>
          <p>${words.scanHint}</p>
        </div>
      </div>
      ${merchant.supportUrl === undefined ? NOTHING : html`<p class="support">${merchant.supportUrl.replace(/^(?:https?:\/\/|mailto:|tel:)/, "")}</p>`}
    </article>
    <p class="do">
      ${
        payUrl === null
          ? NOTHING
          : html`<a class="pay" href="${payUrl}"
              >${fill(words.payRest, { amount: formatMoney(receipt.due, words) })}</a
            >`
      }
      <button class="print" type="button" hidden>${words.print}</button>
    </p>
  </main>`;
  const ways = renderWays(context, {
    toShop: fill(words.toShop, { merchant: name }),
    contact: fill(words.contact, { merchant: name }),
  });
  const languages = renderLanguages(LOCALES, locale, query);
  return renderFrame(
    { ...context, dir: words.dir },
    `${fill(words.receiptOf, { merchant: name })} · ${receipt.reference}`,
    html`${main}${renderFoot(ways, languages, words.language)}`,
    html`<link rel="stylesheet" href="${base}/receipts/assets/receipt.css" />
      <script type="module" src="${base}/receipts/assets/receipt.js"></script>`,
  );
}

function renderLines(
  words: ReceiptWords,
  { lines, adjustments }: Receipt,
): Html {
  if (lines.length === 0) return NOTHING;
  const rows = lines.map(
    ({ name, quantity, unitAmount, amount }) =>
      html`<li>
        <span class="what"
          ><bdi>${name}</bdi>${
            quantity === 1
              ? NOTHING
              : html`<small
                  >${quantity} ×
                  ${fill(words.each, { amount: formatMoney(unitAmount, words) })}</small
                >`
          }</span
        >
        <span class="money">${formatMoney(amount, words)}</span>
      </li>`,
  );
  const more = adjustments.map(
    (each) =>
      html`<li>
        <span class="what"><bdi>${each.label}</bdi></span>
        <span class="money"><bdi>${formatAdjustment(each, words)}</bdi></span>
      </li>`,
  );
  return html`<ul class="lines">
    ${rows}${more}
  </ul>`;
}

/** What was received is named only where it is not the total, and what is left only where something was refunded. */
function renderSums(
  context: ReceiptContext,
  words: ReceiptWords,
  receipt: Receipt,
): Html {
  const { total, money } = receipt;
  const { received, refunded, kept, refunds } = money;
  const { parts, due } = receipt;
  return html`<dl class="sums">
    ${renderSum(words, "total", words.total, total)}
    ${parts.map((part) => renderPart(context, words, part))}
    ${received.value === total.value ? NOTHING : renderSum(words, "", words.received, received)}
    ${refunds.map((refund) => renderRefund(context, words, refund))}
    ${due.value === 0 ? NOTHING : renderSum(words, "due", words.due, due)}
    ${refunded.value === 0 ? NOTHING : renderSum(words, "kept", words.kept, kept)}
  </dl>`;
}

const renderSum = (
  words: ReceiptWords,
  kind: string,
  label: string,
  amount: Amount,
): Html =>
  html`<div class="${kind}">
    <dt>${label}</dt>
    <dd class="money">${formatMoney(amount, words)}</dd>
  </div>`;

function renderPart(
  { zone }: ReceiptContext,
  words: ReceiptWords,
  { amount, at, methodTitle, isCard }: ReceiptPart,
): Html {
  return html`<div class="part">
    <dt>
      ${isCard ? words.card : methodTitle}
      <small>${formatDay(at, words, zone)}</small>
    </dt>
    <dd class="money">${formatMoney(amount, words)}</dd>
  </div>`;
}

function renderRefund(
  { zone }: ReceiptContext,
  words: ReceiptWords,
  { amount, isPaid, at }: ShownRefund,
): Html {
  const label = isPaid ? words.refund : words.refundPending;
  const sign = isPaid ? "\u2212" : "";
  return html`<div class="refund">
    <dt>${label} <small>${formatDay(at, words, zone)}</small></dt>
    <dd class="money">
      <bdi>${sign}${formatMoney(amount, words)}</bdi>
    </dd>
  </div>`;
}

function renderFacts(
  { zone }: ReceiptContext,
  words: ReceiptWords,
  { reference, paidAt, isCard, methodTitle, receipt }: Receipt,
): Html {
  const iso = new Date(paidAt).toISOString();
  const method = isCard ? words.card : methodTitle;
  return html`<dl class="facts">
    <div>
      <dt>${words.date}</dt>
      <dd>
        <time datetime="${iso}">${formatTime(paidAt, words, zone)}</time>
      </dd>
    </div>
    ${method === null ? NOTHING : renderFact(words.paidWith, method)}
    ${receipt === null ? NOTHING : renderFact(words.receiptNumber, receipt)}
    ${renderFact(words.order, reference)}
  </dl>`;
}

const renderFact = (label: string, value: string): Html =>
  html`<div>
    <dt>${label}</dt>
    <dd><bdi>${value}</bdi></dd>
  </div>`;
