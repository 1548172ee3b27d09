/** What the shopper has entered but not yet sent to the relay. */
import type {
  CartLine,
  Method,
  MethodOption,
  Order,
  StartAttempt,
} from "@malipo/protocol";
import { plainAmount } from "@malipo/protocol/text";
import { readIntent } from "./intent-store.ts";
import { formatPhone, maskPhone, parsePhone } from "./phone.ts";
import { ownValue } from "./own-value.ts";
import type { LinkWish } from "./source.ts";
import type { CheckoutState } from "./state/checkout-state.ts";
import { heldUntil, needsPhone, optionsFor } from "./state/methods.ts";

export interface Draft {
  readonly method: Method | null;
  readonly phone: string;
  /** The shopper has left the phone field or tried to pay, so errors can be shown. */
  readonly phoneTouched: boolean;
  /** The number that the last request was sent to, as it is shown; empty if this browser doesn't know it. */
  readonly asked: string;
  readonly amount: string;
  readonly amountTouched: boolean;
  /** The separator of decimals in the language in which the amount was typed. */
  readonly decimal: string;
  /** What else a payment link's shopper chose: as the request says it. */
  readonly wish: LinkWish;
  /** The wish that the order was made with, as text. After a reload, none: the order keeps what it was made with. */
  readonly made: string;
  /** All of it is paid now, not the deposit alone. */
  readonly whole: boolean;
  /** Changed quantities by SKU; 0 removes the line. */
  readonly quantities: Readonly<Record<string, number>>;
}

export const EMPTY_DRAFT: Draft = {
  method: null,
  phone: "",
  phoneTouched: false,
  asked: "",
  amount: "",
  amountTouched: false,
  decimal: ".",
  wish: {},
  made: "{}",
  whole: false,
  quantities: {},
};

/**
 * The chosen method if it can be used, now or when its last request has ended; otherwise the first one that can be
 * used, or undefined.
 */
export function chosenOption(
  { order, wanted }: CheckoutState,
  { method, whole }: Draft,
): MethodOption | undefined {
  if (order === null) return undefined;
  const usable = optionsFor(order, wanted, whole).filter(
    (option) => option.available || heldUntil(order, option) !== null,
  );
  return (
    usable.find(({ id }) => id === method) ??
    usable.find(({ available }) => available) ??
    usable[0]
  );
}

/** What was entered before a reload: the method, a link's amount, and the number that the last request went to. */
export function enteredBefore(
  store: string,
  { attempt, amount, currencyExponent }: Order,
  draft: Draft,
): Partial<Draft> {
  const { paying, asked, method = null } = readIntent(store);
  const unsettled = paying?.body;
  const phone = parsePhone(unsettled?.phone ?? "");
  const settled = asked?.id === attempt?.id && asked?.phone;
  return {
    method: unsettled?.method ?? method,
    amount: plainAmount(amount, currencyExponent),
    phone: phone ? formatPhone(phone) : draft.phone,
    asked: maskPhone(unsettled?.phone) || settled || "",
  };
}

/** The request body; null if something is missing. */
export function toStartAttempt(
  state: CheckoutState,
  draft: Draft,
): StartAttempt | null {
  const { id: method, available } = chosenOption(state, draft) ?? {};
  if (!method || !available) return null;
  const body: StartAttempt =
    state.order?.depositDue && !draft.whole
      ? { method, part: "deposit" }
      : { method };
  if (!needsPhone(method, state.order)) return body;
  const phone = parsePhone(draft.phone);
  return phone === null ? null : { ...body, phone };
}

/** The lines with the changed quantities. */
export function draftLines(order: Order, { quantities }: Draft): CartLine[] {
  return order.lines
    .map(({ sku, quantity }) => ({
      sku,
      quantity: ownValue(quantities, sku) ?? quantity,
    }))
    .filter(({ quantity }) => quantity > 0);
}
