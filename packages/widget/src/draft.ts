/** What the shopper has entered but not yet sent to the relay. */
import type {
  Amount,
  CartLine,
  Method,
  Order,
  PaymentLink,
  StartAttempt,
} from "@malipo/protocol";
import { parseAmount } from "./money.ts";
import { parsePhone } from "./phone.ts";
import type { CheckoutState } from "./state/checkout-state.ts";
import { availableMethods, needsPhone } from "./state/methods.ts";

export interface Draft {
  readonly method: Method | null;
  readonly phone: string;
  /** The shopper has left the phone field or tried to pay, so errors can be shown. */
  readonly phoneTouched: boolean;
  readonly amount: string;
  readonly amountTouched: boolean;
  /** Changed quantities by SKU; 0 removes the line. */
  readonly quantities: Readonly<Record<string, number>>;
}

export const EMPTY_DRAFT: Draft = {
  method: null,
  phone: "",
  phoneTouched: false,
  amount: "",
  amountTouched: false,
  quantities: {},
};

/** The chosen method if it is available, otherwise the first available one, or null. */
export function chosenMethod(
  { order, wanted }: CheckoutState,
  { method }: Draft,
): Method | null {
  if (order === null) return null;
  const ids = availableMethods(order, wanted).map(({ id }) => id);
  return ids.find((id) => id === method) ?? ids[0] ?? null;
}

/** The request body; null if something is missing. */
export function toStartAttempt(
  state: CheckoutState,
  draft: Draft,
): StartAttempt | null {
  const method = chosenMethod(state, draft);
  if (method === null) return null;
  if (!needsPhone(method, state.order)) return { method };
  const phone = parsePhone(draft.phone);
  return phone === null ? null : { method, phone };
}

/** The amount to pay for a link: fixed or entered; null if the entered one is not valid. */
export function linkAmount(
  { amount, min, max, currency, currencyExponent }: PaymentLink,
  draft: Draft,
): Amount | null {
  if (amount !== null) return amount;
  const value = parseAmount(draft.amount, currency, currencyExponent);
  return value !== null &&
    value >= (min?.value ?? 1) &&
    value <= (max?.value ?? Infinity)
    ? { value, currency }
    : null;
}

/** The lines with the changed quantities. */
export function draftLines(order: Order, { quantities }: Draft): CartLine[] {
  return order.lines
    .map(({ sku, quantity }) => ({
      sku,
      quantity: quantities[sku] ?? quantity,
    }))
    .filter(({ quantity }) => quantity > 0);
}
