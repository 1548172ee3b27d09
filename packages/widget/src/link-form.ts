/**
 * What a payment link asks for: an open amount, how many, and the merchant's questions. A late file, because most
 * checkouts are carts, and most links ask for nothing.
 */
import type { Amount, LinkField, PaymentLink } from "@malipo/protocol";
import type { html as lit } from "lit";
import type { Words } from "./locales/en.ts";
import type { ChosenOfLink, LinkWish } from "./source.ts";
import { parseAmount } from "./typed-amount.ts";
import type { Field } from "./views/form.ts";

/** Passed in from the main file, so that this file bundles nothing of it again. */
interface Main {
  readonly html: typeof lit;
  readonly button: (
    content: unknown,
    onClick: (event: Event) => void,
    kind: "secondary",
    off: boolean,
    label?: string,
  ) => unknown;
  readonly field: (it: Field) => unknown;
  readonly renderSum: (sum: string) => unknown;
  /** The separator of decimals. */
  readonly decimalOf: (words: Words) => string;
  readonly fill: (text: string, values: Record<string, string>) => string;
  /** As it is typed, with a point. */
  readonly plainAmount: (amount: Amount, exponent: number) => string;
  readonly formatAmount: (
    amount: Amount,
    exponent: number,
    words: Words,
  ) => string;
}

/** Of the draft: this file must not lead back to those that load it. */
interface Draft {
  readonly amount: string;
  readonly amountTouched: boolean;
  readonly decimal: string;
  readonly wish: LinkWish;
}

/** Of the view. */
interface Shown {
  readonly draft: Draft;
  readonly words: Words;
  readonly actions: {
    readonly enterWish: (wish: LinkWish) => void;
    readonly enterAmount: (text: string, decimal: string) => void;
  };
}

/** As the relay reads it, which decides. */
const NUMBER = /^-?\p{Nd}{1,12}(?:\.\p{Nd}{1,6})?$/u;

/** As it was typed. A field may be called "constructor". */
const typedIn = ({ id }: LinkField, { fields = {} }: LinkWish): string =>
  Object.hasOwn(fields, id) ? (fields[id] ?? "") : "";

const answerTo = (field: LinkField, wish: LinkWish): string =>
  typedIn(field, wish).trim();

/** What is wrong with the answer; null if nothing is. */
function whyWrong(
  field: LinkField,
  wish: LinkWish,
): "$answerMissing" | "$numberWrong" | null {
  const answer = answerTo(field, wish);
  if (answer === "") return field.required ? "$answerMissing" : null;
  return field.type === "number" && !NUMBER.test(answer)
    ? "$numberWrong"
    : null;
}

/** How many of what the link sells: fewer than the shopper chose where fewer are left by now. */
function countOf({ quantity }: PaymentLink, { wish }: Draft): number {
  const { min, max } = quantity ?? { min: 1, max: 1 };
  return Math.min(wish.quantity ?? min, max);
}

/** Null if it is missing or not within the limits. */
function readAmount(
  { min, max, currency, currencyExponent }: PaymentLink,
  { amount: text, decimal }: Draft,
): Amount | null {
  const value = parseAmount(text, currency, currencyExponent, decimal);
  return value !== null &&
    value >= (min?.value ?? 1) &&
    value <= (max?.value ?? Infinity)
    ? { value, currency }
    : null;
}

/** What the order is to be made with, and its total in minor units; null if something is missing or wrong. */
export function readChoice(
  link: PaymentLink,
  draft: Draft,
): { readonly chosen: ChosenOfLink; readonly total: number } | null {
  const { fields = [] } = link;
  const { quantity } = draft.wish;
  const wish = quantity
    ? { ...draft.wish, quantity: countOf(link, draft) }
    : draft.wish;
  const amount = link.amount ?? readAmount(link, draft);
  if (!amount || fields.some((field) => whyWrong(field, wish) !== null))
    return null;
  return {
    chosen: link.amount ? wish : { ...wish, amount },
    total: amount.value * countOf(link, draft),
  };
}

/** Shown above the form. */
export const renderPicture = (
  html: Main["html"],
  { imageUrl }: PaymentLink,
): unknown =>
  imageUrl === undefined
    ? null
    : html`<img class="picture" part="picture" src=${imageUrl} alt="" />`;

export function renderLinkForm(
  view: Shown,
  link: PaymentLink,
  main: Main,
): unknown {
  const { html, formatAmount, renderSum } = main;
  const { amount, currencyExponent } = link;
  const count = countOf(link, view.draft);
  return html`${
    amount
      ? renderSum(
          formatAmount(
            { ...amount, value: amount.value * count },
            currencyExponent,
            view.words,
          ),
        )
      : renderAmount(view, link, main)
  }
  ${renderSuggestions(view, link, main)} ${renderQuantity(view, link, main)}
  ${renderTooFew(view, link, main)}
  ${(link.fields ?? []).map((field) => renderField(view, field, main))}
  ${renderLeft(view, link, main)}`;
}

function renderAmount(
  { words, draft, actions }: Shown,
  link: PaymentLink,
  main: Main,
): unknown {
  const hint = describeLimits(words, link, main);
  const wrong = draft.amountTouched && !readAmount(link, draft);
  return main.field({
    name: "amount",
    label: `${words.$amount} (${link.currency})`,
    value: draft.amount,
    hint,
    error: wrong ? `${words.$amountWrong} ${hint}` : null,
    onInput: (text) => {
      actions.enterAmount(text, main.decimalOf(words));
    },
  });
}

/** "From {min} to {max}"; empty if there are no limits. */
function describeLimits(
  words: Words,
  { min, max, currencyExponent }: PaymentLink,
  { fill, formatAmount }: Main,
): string {
  const textOf = (amount: Amount | null): string =>
    amount ? formatAmount(amount, currencyExponent, words) : "";
  const text = min
    ? max
      ? words.$between
      : words.$from
    : max
      ? words.$to
      : "";
  return fill(text, { min: textOf(min), max: textOf(max) });
}

/** Buttons that fill the amount in. */
function renderSuggestions(
  { words, draft, actions }: Shown,
  { suggestedAmounts = [], currencyExponent }: PaymentLink,
  { html, button, plainAmount, formatAmount }: Main,
): unknown {
  if (suggestedAmounts.length === 0) return null;
  return html`<div
    class="stepper"
    part="suggestions"
    role="group"
    aria-label=${words.$amount}
  >
    ${suggestedAmounts.map((each) => {
      const text = plainAmount(each, currencyExponent);
      return html`<span class=${text === draft.amount ? "chosen" : ""}
        >${button(
          formatAmount(each, currencyExponent, words),
          () => {
            actions.enterAmount(text, ".");
          },
          "secondary",
          false,
        )}</span
      >`;
    })}
  </div>`;
}

function renderQuantity(
  { draft, words, actions }: Shown,
  link: PaymentLink,
  { html, button }: Main,
): unknown {
  const { $howMany, $less, $more } = words;
  const { quantity } = link;
  if (quantity === undefined) return null;
  const { min, max } = quantity;
  const count = countOf(link, draft);
  const change = (sign: string, label: string, to: number): unknown =>
    button(
      sign,
      () => {
        actions.enterWish({ ...draft.wish, quantity: to });
      },
      "secondary",
      to < min || to > max,
      `${label}: ${$howMany}`,
    );
  return html`<div class="row count" part="quantity">
    <strong>${$howMany}</strong>
    <div class="stepper" part="stepper">
      ${change("−", $less, count - 1)}
      <output aria-live="polite">${count}</output>
      ${change("+", $more, count + 1)}
    </div>
  </div>`;
}

function renderField(view: Shown, field: LinkField, main: Main): unknown {
  const { draft, words } = view;
  const { html } = main;
  const { id, required } = field;
  const name = `answer-${id}`;
  const wrong = draft.amountTouched ? whyWrong(field, draft.wish) : null;
  const label = required ? field.label : `${field.label} (${words.$optional})`;
  return html`<div class="field" part="field">
    <label for=${name} part="label"><bdi>${label}</bdi></label>
    ${renderInput(view, field, main, wrong !== null)}
    <p
      class=${wrong === null ? "" : "wrong"}
      part=${wrong === null ? "hint" : "error"}
      id="hint-${id}"
      aria-live="polite"
    >
      ${wrong === null ? "" : words[wrong]}
    </p>
  </div>`;
}

function renderInput(
  { draft: { wish }, actions, words: { $choose } }: Shown,
  field: LinkField,
  { html }: Main,
  wrong: boolean,
): unknown {
  const { id, type, required } = field;
  const value = typedIn(field, wish);
  const onInput = (event: Event): void => {
    const { value: answer } = event.target as HTMLInputElement;
    actions.enterWish({ ...wish, fields: { ...wish.fields, [id]: answer } });
  };
  if (type !== "choice")
    return html`<input
      id="answer-${id}"
      part="input"
      dir="auto"
      inputmode=${type === "number" ? "decimal" : "text"}
      autocomplete="off"
      maxlength="200"
      .value=${value}
      aria-required=${required}
      aria-invalid=${wrong}
      aria-describedby="hint-${id}"
      @input=${onInput}
    />`;
  return html`<select
    id="answer-${id}"
    part="input"
    aria-required=${required}
    aria-invalid=${wrong}
    aria-describedby="hint-${id}"
    @change=${onInput}
  >
    <option value="" .selected=${value === ""}>${$choose}</option>
    ${field.choices.map(
      (choice) =>
        html`<option value=${choice} .selected=${value === choice}>
          ${choice}
        </option>`,
    )}
  </select>`;
}

/** Of a link that is only expected, nothing is known. */
const isTooFew = ({ quantity }: PaymentLink, { wish }: Draft): boolean =>
  (wish.quantity ?? 0) > (quantity?.max ?? Infinity);

/** Said aloud where the shopper wanted more, before others were faster. */
function renderTooFew(
  { words: { $left }, draft }: Shown,
  link: PaymentLink,
  { html, fill }: Main,
): unknown {
  const { remainingStock = countOf(link, draft) } = link;
  return isTooFew(link, draft)
    ? html`<p class="notice warn" part="notice" role="alert">
        ${fill($left, { count: String(remainingStock) })}
      </p>`
    : null;
}

/** Pieces, where there are such; else uses. */
function renderLeft(
  { words: { $left }, draft }: Shown,
  link: PaymentLink,
  { html, fill }: Main,
): unknown {
  const count = link.remainingStock ?? link.remainingPayments;
  return count === undefined || isTooFew(link, draft)
    ? null
    : html`<small part="left">${fill($left, { count: String(count) })}</small>`;
}
