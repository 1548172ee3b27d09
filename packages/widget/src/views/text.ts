/** Texts shared by several views. */
import type { Amount, Method, MethodOption, Order } from "@malipo/protocol";
import { chosenOption } from "../draft.ts";
import { isTransient } from "../errors.ts";
import { fill } from "../locales/words.ts";
import { plainAmount } from "@malipo/protocol/text";
import { formatAmount } from "../money.ts";
import { ownValue } from "../own-value.ts";
import type { WordKey } from "../locales/en.ts";
import { heldUntil, methodOptions, optionOf } from "../state/methods.ts";
import type { PayKind } from "../state/pay-kind.ts";
import { payKind } from "../state/pay-kind.ts";
import { hasAmountMismatch, toTransfer } from "../state/transfer.ts";
import type { Ordered, View } from "./view.ts";

export function merchantName({ merchant }: View["state"]): string {
  return merchant?.name ?? "";
}

/** A different amount was paid, and there is no more specific screen. Of what is sold in parts, any may be. */
export function isDisputed({ name, order }: View["state"]): boolean {
  return (
    order !== null &&
    hasAmountMismatch(order) &&
    !(order.payment && order.outcome) &&
    /^(confirming|unconfirmed|failed|cancelled|expired)$/.test(name)
  );
}

/** No money is paid here. Relays that don't say so leave it to `test-panel`. */
export function isTest({ state, testPanel }: View): boolean {
  return !((state.order ?? state.link)?.livemode ?? !testPanel);
}

const exponentOf = ({ state }: View): number =>
  (state.order ?? state.link)?.currencyExponent ?? 2;

/** Formats an amount with the order's exponent. */
export function money(view: View, amount: Amount): string {
  return formatAmount(amount, exponentOf(view), view.words);
}

/** The amount as a plain decimal, to copy. */
export function plainMoney(view: View, amount: Amount): string {
  return plainAmount(amount, exponentOf(view));
}

/** Prevents line breaks inside a number. */
export function unbroken(text: string): string {
  return text.replaceAll(" ", "\u00a0");
}

/**
 * "21 Nov 2026, 14:35", or without the date, as in the currency's market. In Latin digits, in which phones, tills and
 * statements there show amounts and numbers, in Arabic too.
 */
export function moment(
  { words, state }: View,
  at: string,
  dated = true,
): string {
  const market = state.order?.amount.currency === "NGN" ? "NG" : "KE";
  return new Date(at).toLocaleString(`${words.$dates}-${market}`, {
    numberingSystem: "latn",
    ...(dated && { dateStyle: "medium" }),
    timeStyle: "short",
  });
}

/** "1:05", in minutes and seconds however long. */
export function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(100 + (seconds % 60)).slice(1)}`;
}

/** The text for a code or name from the relay, or undefined. */
export function wordsFor({ words }: View, key: string): string | undefined {
  return ownValue(words as unknown as Readonly<Record<string, string>>, key);
}

/** The method that the screen is about: never one that the order doesn't name. */
export function currentMethod({ state, draft }: View): Method | undefined {
  const { order, wanted, name } = state;
  const attempt = order?.attempt;
  // Until the response, the order has at most an earlier attempt.
  if (name === "submitting" && attempt?.status !== "submitting")
    return draft.method ?? attempt?.method;
  return order && /^(review|details|method)$/.test(name)
    ? (chosenOption(state, draft) ?? methodOptions(order, wanted)[0])?.id
    : attempt?.method;
}

/** What is left to pay; after the end, what the order was about. */
export const dueOf = ({ amount, amountDue, outcome }: Order): Amount =>
  amountDue?.value && !outcome ? amountDue : amount;

/** What the payment is about that is under way, or that the shopper is about to make. */
function askedOf({ state: { name, order }, draft }: Ordered): Amount {
  const { attempt, depositDue } = order;
  if (/^(review|details|method|submitting)$/.test(name))
    return (!draft.whole && depositDue) || dueOf(order);
  return attempt?.amount ?? dueOf(order);
}

/** Fills in `{merchant}`, `{amount}`, `{method}` and `more`. */
export function say(
  view: View,
  text: string,
  more?: Readonly<Record<string, string>>,
): string {
  const { state } = view;
  const { order } = state;
  const method = currentMethod(view);
  return fill(text, {
    merchant: merchantName(state),
    amount: order === null ? "" : money(view, askedOf(view as Ordered)),
    method: method ? methodName(view, method) : "",
    ...more,
  });
}

/** The widget's name for the method, otherwise the relay's. */
export function methodName(view: View, method: Method): string {
  return (
    wordsFor(view, method) ??
    optionOf(view.state.order, method)?.title ??
    method
  );
}

/** For each kind of method: its button, the title while its request is sent, and what to say when that takes long. */
export const KIND_WORDS = {
  prompt: ["$pay", "submitting", "$slowPrompt", "$phoneHint"],
  redirect: ["$toCard", "redirecting", "$slowCard", "$cardHint"],
  transfer: ["$showDetails", "loading", "$slowTransfer", "$transferHint"],
  other: ["$proceed", "loading", "$confirmingText", null],
} as const satisfies Record<
  PayKind,
  readonly [WordKey, WordKey, WordKey, WordKey | null]
>;

/** What the shopper has to do, in full. Makes no claims about unknown methods. */
export function methodHint({ words, state }: View, method: Method): string {
  const [, , , hint] = KIND_WORDS[payKind(method, state.order)];
  return hint ? words[hint] : "";
}

/** How long another request must wait, "0:45"; empty if it need not. */
export function heldTime(
  { state, now }: Ordered,
  option: MethodOption,
): string {
  const until = heldUntil(state.order, option);
  return until === null ? "" : duration(Math.max(0, until - now));
}

/** Why another request must wait; empty if it need not. */
export function heldText(view: Ordered, option: MethodOption): string {
  const time = heldTime(view, option);
  return time && fill(view.words.$held, { time });
}

/** Why the method is unavailable; general for the reasons of a newer relay. */
export function reasonText(
  view: View,
  { reason, min, max }: MethodOption,
): string {
  const { words, state } = view;
  // Typed by the protocol's reasons: one without words doesn't compile.
  const text: string | undefined = reason && words[reason];
  const bound = reason === "below_min" ? min : max;
  if (!text || (text.includes("{limit}") && !bound))
    return words.method_unavailable;
  return say(view, text, {
    limit: bound ? money(view, bound) : "",
    currency: state.order?.amount.currency ?? "",
  });
}

/** The method in one line, or why it is unavailable. */
export function optionLine(view: View, option: MethodOption): string {
  const { words, state } = view;
  const { id, available } = option;
  if (!available) return reasonText(view, option);
  return payKind(id, state.order) === "prompt"
    ? words.$phoneLine
    : (wordsFor(view, `$${id}Line`) ?? methodHint(view, id));
}

/** The screen's heading, which is also announced to screen readers. */
export function screenTitle(view: View): string {
  const { state, words } = view;
  const { name, order, link, connection, task } = state;
  if (connection === "offline" && (task || /^(load|subm)/.test(name)))
    return words.$waitsForNetwork;
  if (name === "review" && link) return link.title;
  if (name === "unavailable" && state.trouble.code === "order_elsewhere")
    return words.$elsewhere;
  if (isDisputed(state)) return words.confirming;
  if (name === "waiting" && toTransfer(state.attempt.action))
    return say(view, words.details);
  if (name === "waiting" && !state.attempt.action) return words.$unsure;
  const method = currentMethod(view);
  if (name === "submitting" && method)
    return words[KIND_WORDS[payKind(method, order)][1]];
  if (name === "redirecting" && !view.leaving)
    return method === "card" ? words.$unfinished : words.$unfinishedPage;
  return say(view, words[name === "details" && !method ? "method" : name]);
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
