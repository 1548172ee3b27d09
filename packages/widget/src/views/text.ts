/** Texts that more than one view needs. */
import type { Amount, Attempt } from "@malipo/protocol";
import { chosenMethod } from "../draft.ts";
import { isPassing } from "../errors.ts";
import { fill } from "../locales/words.ts";
import { formatAmount } from "../money.ts";
import { needsPhone } from "../state/methods.ts";
import type { View } from "./view.ts";

export function merchantName({ order, link }: View["state"]): string {
  return (order ?? link)?.merchant.name ?? "";
}

/** Money as the order writes it. */
export function money({ state }: View, amount: Amount): string {
  const exponent = (state.order ?? state.link)?.currencyExponent ?? 2;
  return formatAmount(amount, exponent);
}

/** Keeps a number in one piece, wherever the line breaks. */
export function unbroken(text: string): string {
  return text.replaceAll(" ", "\u00a0");
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
    method: wordsFor(view, method ?? "card") ?? "",
    ...more,
  });
}

/** Another amount has moved than the order's: nothing is over before a person has looked. */
export function movedOther({ failure }: Attempt): boolean {
  return failure?.code === "amount_mismatch";
}

/** The heading of the screen, which is also what is announced when it appears. */
export function screenTitle(view: View): string {
  const { state, draft, w } = view;
  const { name, order, link } = state;
  if (name === "review" && link) return link.title;
  if (name === "failed" && movedOther(state.attempt)) return w.confirming;
  const method = chosenMethod(state, draft) ?? order?.attempt?.method;
  return name === "submitting" && method && !needsPhone(method)
    ? w.redirecting
    : say(view, w[name]);
}

/** What went wrong, in words for the shopper. A code we don't know gets general ones. */
export function troubleText(view: View): string {
  const { state, w } = view;
  if (state.trouble === null) return "";
  const { code } = state.trouble;
  const general = isPassing(code) ? w.internal_error : w.configuration;
  return say(view, wordsFor(view, code) ?? general);
}
