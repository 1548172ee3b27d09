/** Texts shared by several views. */
import type { Amount, Method, MethodOption } from "@malipo/protocol";
import { chosenMethod } from "../draft.ts";
import { isTransient } from "../errors.ts";
import { fill } from "../locales/words.ts";
import { formatAmount, plainAmount } from "../money.ts";
import { needsPhone, optionOf } from "../state/methods.ts";
import {
  isTransferMethod,
  hasAmountMismatch,
  toTransfer,
} from "../state/transfer.ts";
import type { View } from "./view.ts";

export function merchantName({ order, link }: View["state"]): string {
  return (order ?? link)?.merchant.name ?? "";
}

/** A different amount was paid, and there is no more specific screen. */
export function isDisputed({ name, order }: View["state"]): boolean {
  return (
    order !== null &&
    hasAmountMismatch(order) &&
    /^(confirming|unconfirmed|failed|cancelled|expired)$/.test(name)
  );
}

const exponentOf = ({ state }: View): number =>
  (state.order ?? state.link)?.currencyExponent ?? 2;

/** Formats an amount with the order's exponent. */
export function money(view: View, amount: Amount): string {
  return formatAmount(amount, exponentOf(view));
}

/** The amount as a plain decimal, to copy. */
export function plainMoney(view: View, amount: Amount): string {
  return plainAmount(amount, exponentOf(view));
}

/** Prevents line breaks inside a number. */
export function unbroken(text: string): string {
  return text.replaceAll(" ", "\u00a0");
}

/** "21 Nov 2026, 14:35", or without the date. */
export function moment({ locale }: View, at: string, dated = true): string {
  return new Date(at).toLocaleString(`${locale}-KE`, {
    ...(dated && { dateStyle: "medium" }),
    timeStyle: "short",
  });
}

/** "01:05", up to an hour. */
export function duration(ms: number): string {
  return new Date(ms + 999).toISOString().slice(14, 19);
}

/** The text for a code or name from the relay, or undefined. */
export function wordsFor({ words }: View, key: string): string | undefined {
  return (words as unknown as Readonly<Record<string, string | undefined>>)[
    key
  ];
}

/** Fills in `{merchant}`, `{amount}`, `{method}` and `more`. */
export function say(
  view: View,
  text: string,
  more?: Readonly<Record<string, string>>,
): string {
  const { state, draft } = view;
  const { order, name } = state;
  const method =
    name === "details" || name === "method"
      ? chosenMethod(state, draft)
      : order?.attempt?.method;
  return fill(text, {
    merchant: merchantName(state),
    amount: order === null ? "" : money(view, order.amount),
    method: methodName(view, method ?? "card"),
    ...more,
  });
}

/** The widget's name for the method, otherwise the relay's. */
export function methodName(view: View, method: Method): string {
  return (
    wordsFor(view, method) ?? optionOf(view.state.order, method)?.title ?? ""
  );
}

function methodHint({ words, state: { order } }: View, method: Method): string {
  if (method === "paybill") return words.$paybillHint;
  if (method === "flexpay") return words.$flexpayHint;
  if (needsPhone(method, order)) return words.$phoneHint;
  // Unknown method: make no claims about it.
  return optionOf(order, method)?.action === "redirect" || method === "card"
    ? words.$cardHint
    : "";
}

/** What the shopper has to do, or why the method is unavailable. */
export function optionHint(
  view: View,
  { id, available, reason, min, max }: MethodOption,
): string {
  const { words } = view;
  if (available) return methodHint(view, id);
  if (reason === "below_min" && min)
    return fill(words.$from, { min: money(view, min) });
  if (reason === "above_max" && max)
    return fill(words.$to, { max: money(view, max) });
  return words.method_unavailable;
}

/** The screen's heading, which is also announced to screen readers. */
export function screenTitle(view: View): string {
  const { state, draft, words } = view;
  const { name, order, link } = state;
  if (name === "review" && link) return link.title;
  if (name === "unavailable" && state.trouble.code === "order_elsewhere")
    return words.$elsewhere;
  if (isDisputed(state)) return words.confirming;
  if (name === "waiting" && toTransfer(state.attempt.action))
    return say(view, words.details);
  const method = chosenMethod(state, draft) ?? order?.attempt?.method;
  if (name === "submitting" && method && !needsPhone(method, order))
    return isTransferMethod(method, order) ? words.loading : words.redirecting;
  return say(view, words[name]);
}

/** The error for the shopper; general for unknown codes. */
export function troubleText(view: View): string {
  const { state, words } = view;
  if (state.trouble === null) return "";
  const { code } = state.trouble;
  const general = isTransient(code)
    ? words.internal_error
    : words.configuration;
  return say(view, wordsFor(view, code) ?? general);
}
