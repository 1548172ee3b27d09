/** Texts that more than one view needs. */
import type { Amount, Method, MethodOption } from "@malipo/protocol";
import { chosenMethod } from "../draft.ts";
import { isPassing } from "../errors.ts";
import { fill } from "../locales/words.ts";
import { formatAmount, plainAmount } from "../money.ts";
import { needsPhone, optionOf } from "../state/methods.ts";
import { byTransfer, movedOther, toTransfer } from "../state/transfer.ts";
import type { View } from "./view.ts";

export function merchantName({ order, link }: View["state"]): string {
  return (order ?? link)?.merchant.name ?? "";
}

/** Another sum has moved than the order's, and nothing better can be told. */
export function isDisputed({ name, order }: View["state"]): boolean {
  return (
    order !== null &&
    movedOther(order) &&
    /^(confirming|unconfirmed|failed|cancelled|expired)$/.test(name)
  );
}

const exponentOf = ({ state }: View): number =>
  (state.order ?? state.link)?.currencyExponent ?? 2;

/** Money as the order writes it. */
export function money(view: View, amount: Amount): string {
  return formatAmount(amount, exponentOf(view));
}

/** The same as a bare decimal, to be pasted elsewhere. */
export function plainMoney(view: View, amount: Amount): string {
  return plainAmount(amount, exponentOf(view));
}

/** Keeps a number in one piece, wherever the line breaks. */
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

/** The words for a code or name that the relay sent; undefined when there are none. */
export function wordsFor({ w }: View, key: string): string | undefined {
  return (w as unknown as Readonly<Record<string, string | undefined>>)[key];
}

/** `text` with what most sentences are about: `{merchant}`, `{amount}`, `{method}`, and `more`. */
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

/** In the page's own words, else as the relay calls it. */
export function methodName(view: View, method: Method): string {
  return (
    wordsFor(view, method) ?? optionOf(view.state.order, method)?.title ?? ""
  );
}

function methodHint({ w, state: { order } }: View, method: Method): string {
  if (method === "paybill") return w.$paybillHint;
  if (method === "flexpay") return w.$flexpayHint;
  if (needsPhone(method, order)) return w.$phoneHint;
  // A method that has no words here: nothing is said that may not be so.
  return optionOf(order, method)?.action === "redirect" || method === "card"
    ? w.$cardHint
    : "";
}

/** What a method asks of the shopper, or why it can't be used. */
export function optionHint(
  view: View,
  { id, available, reason, min, max }: MethodOption,
): string {
  const { w } = view;
  if (available) return methodHint(view, id);
  if (reason === "below_min" && min)
    return fill(w.$from, { min: money(view, min) });
  if (reason === "above_max" && max)
    return fill(w.$to, { max: money(view, max) });
  return w.method_unavailable;
}

/** The heading of the screen, which is also what is announced when it appears. */
export function screenTitle(view: View): string {
  const { state, draft, w } = view;
  const { name, order, link } = state;
  if (name === "review" && link) return link.title;
  if (name === "unavailable" && state.trouble.code === "order_elsewhere")
    return w.$elsewhere;
  if (isDisputed(state)) return w.confirming;
  if (name === "waiting" && toTransfer(state.attempt.action))
    return say(view, w.details);
  const method = chosenMethod(state, draft) ?? order?.attempt?.method;
  if (name === "submitting" && method && !needsPhone(method, order))
    return byTransfer(method, order) ? w.loading : w.redirecting;
  return say(view, w[name]);
}

/** What went wrong, in words for the shopper. A code we don't know gets general ones. */
export function troubleText(view: View): string {
  const { state, w } = view;
  if (state.trouble === null) return "";
  const { code } = state.trouble;
  const general = isPassing(code) ? w.internal_error : w.configuration;
  return say(view, wordsFor(view, code) ?? general);
}
