/** Amounts and times of receipts, in their languages. */
import type { Adjustment, Amount } from "@malipo/protocol";
import { formatDecimal } from "../../domain/amount.ts";
import type { TimeZone } from "../../domain/time-zone.ts";
import type { ReceiptWords } from "./words/index.ts";

/** Puts values into a text with placeholders: "Receipt from {merchant}". */
export const fill = (
  text: string,
  values: Readonly<Record<string, string>>,
): string =>
  text.replace(/\{(\w+)\}/g, (given, name: string) => values[name] ?? given);

/** "KES 2,500", or "KES 2,500.50" with minor units; "2 500,50 KES" in French. */
export function formatMoney(
  amount: Amount,
  { number, money }: Pick<ReceiptWords, "number" | "money">,
): string {
  const text = formatDecimal(amount);
  if (text === undefined)
    throw new RangeError(`no exponent is known for ${amount.currency}`);
  const [whole = "", minor = ""] = text.split(".");
  const [group = "", decimal = ""] = [number[1], number[5]];
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, group);
  const fraction = /^0*$/.test(minor) ? "" : `${decimal}${minor}`;
  return fill(money, {
    currency: amount.currency,
    amount: `${grouped}${fraction}`,
  });
}

/** A discount with its sign: "−KES 200". */
export const formatAdjustment = (
  { kind, amount }: Adjustment,
  words: Pick<ReceiptWords, "number" | "money">,
): string =>
  `${kind === "discount" ? "\u2212" : ""}${formatMoney(amount, words)}`;

/** "21 November 2026 at 12:00 EAT". */
export const formatTime = (
  at: number,
  { dates }: Pick<ReceiptWords, "dates">,
  { name }: Pick<TimeZone, "name">,
): string =>
  new Intl.DateTimeFormat(dates, {
    ...{ year: "numeric", month: "long", day: "numeric" },
    ...{ hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    timeZoneName: "short",
    timeZone: name,
  }).format(at);

export const formatDay = (
  at: number,
  { dates }: Pick<ReceiptWords, "dates">,
  { name }: Pick<TimeZone, "name">,
): string =>
  new Intl.DateTimeFormat(dates, {
    ...{ year: "numeric", month: "short", day: "numeric" },
    timeZone: name,
  }).format(at);
