/** A receipt as an e-mail, in text and HTML, and as a text message. */
import type { Amount, Locale, Merchant } from "@malipo/protocol";
import { escapeHtml } from "../../domain/escape-html.ts";
import type { TimeZone } from "../../domain/time-zone.ts";
import type { Mail } from "../../ports/mailer.ts";
import {
  fill,
  formatAdjustment,
  formatDay,
  formatMoney,
  formatTime,
} from "./format.ts";
import type { Receipt } from "./receipt.ts";
import { RECEIPT_WORDS } from "./words/index.ts";
import type { ReceiptWords } from "./words/index.ts";

export interface MessageContext {
  readonly locale: Locale;
  readonly merchant: Merchant;
  readonly zone: TimeZone;
}

type Row = readonly [label: string, value: string];

export function toMail(
  context: MessageContext,
  receipt: Receipt,
): Pick<Mail, "subject" | "text" | "html"> {
  const words = RECEIPT_WORDS[context.locale];
  const { merchant } = context;
  const values = {
    merchant: merchant.name,
    amount: formatMoney(receipt.money.received, words),
  };
  const said = sentencesOf(context, words, receipt);
  const rows = rowsOf(context, words, receipt);
  const test = receipt.isTest ? words.test : null;
  return {
    subject: [
      ...(test === null ? [] : [`[${test}]`]),
      fill(words.mailSubject, values),
    ].join(" "),
    text: [
      ...(test === null ? [] : [test, ""]),
      said,
      "",
      ...rows.map(([label, value]) => `${label}: ${value}`),
      "",
      `${words.openReceipt}: ${receipt.url}`,
      ...(receipt.payUrl === null
        ? []
        : [`${payRest(words, receipt)}: ${receipt.payUrl}`]),
      ...(merchant.supportUrl === undefined
        ? []
        : [`${fill(words.contact, values)}: ${merchant.supportUrl}`]),
      "",
    ].join("\n"),
    html: renderMail(context, words, receipt, said, rows),
  };
}

/** Short: each 160 characters cost as one message, or each 70 in some letters. */
export function toText(
  { locale, merchant }: MessageContext,
  receipt: Receipt,
): string {
  const words = RECEIPT_WORDS[locale];
  const text = fill(words.smsText, {
    merchant: merchant.name,
    // A no-break space would make it a message of 70 characters.
    amount: formatMoney(receipt.money.received, words).replaceAll(
      /[\u00a0\u202f]/g,
      " ",
    ),
    url: receipt.url,
  });
  return receipt.isTest ? `[${words.test}] ${text}` : text;
}

/** What came, and what becomes of what is too much. */
function sentencesOf(
  { merchant }: MessageContext,
  words: ReceiptWords,
  { money, surplus }: Receipt,
): string {
  const say = (text: string, amount: Amount): string =>
    fill(text, { merchant: merchant.name, amount: formatMoney(amount, words) });
  return [
    say(words.mailText, money.received),
    ...(surplus.value === 0 ? [] : [say(words.surplus, surplus)]),
  ].join(" ");
}

const payRest = (words: ReceiptWords, { due }: Receipt): string =>
  fill(words.payRest, { amount: formatMoney(due, words) });

function rowsOf(
  { zone }: MessageContext,
  words: ReceiptWords,
  it: Receipt,
): readonly Row[] {
  const { lines, adjustments, total, paidAt, receipt, reference } = it;
  const { received } = it.money;
  const method = it.isCard ? words.card : it.methodTitle;
  return [
    ...lines.map(({ name, quantity, amount }): Row => [
      quantity === 1 ? name : `${quantity} × ${name}`,
      formatMoney(amount, words),
    ]),
    ...adjustments.map((each): Row => [
      each.label,
      formatAdjustment(each, words),
    ]),
    [words.total, formatMoney(total, words)],
    ...it.parts.map((part): Row => [
      `${part.isCard ? words.card : part.methodTitle}, ${formatDay(part.at, words, zone)}`,
      formatMoney(part.amount, words),
    ]),
    ...(received.value === total.value
      ? []
      : [[words.received, formatMoney(received, words)] as const]),
    ...(it.due.value === 0
      ? []
      : [[words.due, formatMoney(it.due, words)] as const]),
    [words.date, formatTime(paidAt, words, zone)],
    ...(method === null ? [] : [[words.paidWith, method] as const]),
    ...(receipt === null ? [] : [[words.receiptNumber, receipt] as const]),
    [words.order, reference],
  ];
}

const CELL = "padding:6px 0;vertical-align:top;border-top:1px solid #dfe4de";

/** With styles at each tag, as mail programs want them, and nothing that is loaded. */
function renderMail(
  { locale, merchant }: MessageContext,
  words: ReceiptWords,
  receipt: Receipt,
  said: string,
  rows: readonly Row[],
): string {
  const end = words.dir === "rtl" ? "left" : "right";
  const table = rows
    .map(
      ([label, value]) =>
        `<tr><td style="${CELL};color:#5a6761">${escapeHtml(label)}</td><td style="${CELL};padding-${end === "right" ? "left" : "right"}:16px;text-align:${end}"><bdi>${escapeHtml(value)}</bdi></td></tr>`,
    )
    .join("\n");
  const contact =
    merchant.supportUrl === undefined
      ? ""
      : `<p style="margin:24px 0 0"><a href="${escapeHtml(merchant.supportUrl)}" style="color:#0b6e4f">${escapeHtml(fill(words.contact, { merchant: merchant.name }))}</a></p>`;
  const pay =
    receipt.payUrl === null
      ? ""
      : `<p style="margin:24px 0 0"><a href="${escapeHtml(receipt.payUrl)}" style="color:#0b6e4f">${escapeHtml(payRest(words, receipt))}</a></p>`;
  const test = receipt.isTest
    ? `<p style="margin:0 0 16px;padding:6px 12px;background:#f6d860;color:#2b2400;font-weight:bold">${escapeHtml(words.test)}</p>`
    : "";
  return `<!doctype html>
<html lang="${locale}" dir="${words.dir}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(words.receipt)}</title></head>
<body style="margin:0;background:#f2f4f0">
<div style="max-width:480px;margin:0 auto;padding:24px;background:#ffffff;color:#17211d;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
${test}<p style="margin:0;font-weight:bold">${escapeHtml(merchant.name)}</p>
<h1 style="margin:16px 0 0;font-size:24px;line-height:1.25">${escapeHtml(words.receipt)}</h1>
<p style="margin:8px 0 20px">${escapeHtml(said)}</p>
<table role="presentation" style="width:100%;border-collapse:collapse">
${table}
</table>
<p style="margin:24px 0 0"><a href="${escapeHtml(receipt.url)}" style="display:inline-block;padding:12px 24px;border-radius:12px;background:#0b6e4f;color:#ffffff;font-weight:bold;text-decoration:none">${escapeHtml(words.openReceipt)}</a></p>
${pay}${contact}
</div>
</body>
</html>
`;
}
