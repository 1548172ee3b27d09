/** The methods that the shopper can choose from, and the screen that the choice needs. */
import type { Method, MethodOption, Order } from "@malipo/protocol";

/** Methods with texts of their own. Others are shown with the texts that the relay sends. */
export const METHODS = [
  "mpesa",
  "airtel",
  "card",
  "paybill",
  "flexpay",
] as const;

/** Any method that a relay may offer; the order lists those that it does. */
export function isMethod(name: string): name is Method {
  return /^[a-z][a-z0-9_-]{0,31}$/.test(name);
}

/** Whether the method has texts of its own. */
export function isKnown(method: Method): boolean {
  return (METHODS as readonly string[]).includes(method);
}

/** The order's option for a method; undefined if it isn't offered, or no longer. */
export function optionOf(
  order: Order | null | undefined,
  method: Method,
): MethodOption | undefined {
  return order?.methods.find(({ id }) => id === method);
}

/** Whether the shopper must enter a phone number. */
export function needsPhone(method: Method, order?: Order | null): boolean {
  const input = optionOf(order, method)?.input;
  return input === undefined
    ? method === "mpesa" || method === "airtel"
    : input === "phone";
}

/** Has texts of its own, or the relay sends enough to show it. */
function canBeShown({ id, title, input }: MethodOption): boolean {
  return isKnown(id) || (title !== undefined && input !== undefined);
}

/**
 * The order's methods in the page's order; if the page names none, M-Pesa first and the others in the relay's order.
 * Leaves out methods that can't be shown, and those of other currencies unless nothing else is left.
 */
export function methodOptions(
  order: Order,
  wanted: readonly Method[],
): readonly MethodOption[] {
  const offered = order.methods.filter(canBeShown);
  const last = ({ id }: MethodOption): number => (id === "mpesa" ? 0 : 1);
  const listed =
    wanted.length === 0
      ? offered.sort((a, b) => last(a) - last(b))
      : wanted.flatMap((id) => offered.filter((option) => option.id === id));
  const payable = listed.filter(({ reason }) => reason !== "currency");
  return payable.length === 0 ? listed : payable;
}

/** The same for the sum that is to be paid now: `whole` is all of it, not the deposit alone. */
export function optionsFor(
  order: Order,
  wanted: readonly Method[],
  whole: boolean,
): readonly MethodOption[] {
  return methodOptions(order, wanted).map((option) => {
    const reason = option[whole ? "reasonForAll" : "reasonForDeposit"];
    return reason ? { ...option, available: false, reason } : option;
  });
}

export function availableMethods(
  order: Order,
  wanted: readonly Method[],
): readonly MethodOption[] {
  return methodOptions(order, wanted).filter(({ available }) => available);
}

/**
 * When another request can be sent to a phone, in ms by the relay's clock: a cancelled one may still be open there
 * until then. Null if that isn't why the method is unavailable.
 */
export function heldUntil(
  { attempt }: Order,
  { reason }: MethodOption,
): number | null {
  return reason === "attempt_alive" && attempt?.status === "cancelled"
    ? Date.parse(attempt.retryAt ?? attempt.promptExpiresAt ?? "") || null
    : null;
}

/** The page shows the cart itself, so the checkout begins at the methods (`review="off"`). */
export function skipsReview(
  { source }: Order,
  { skipReview }: { readonly skipReview: boolean },
): boolean {
  return skipReview && source.type === "cart";
}

/**
 * The screen that asks only for what is missing: with one method, its phone number or just the review (without one:
 * `details`); otherwise the choice of methods.
 */
export function payScreen(
  order: Order,
  wanted: readonly Method[],
  skipReview = false,
): "review" | "details" | "method" {
  const [only, ...others] = methodOptions(order, wanted);
  // A link has no review screen that could explain why its only method is unavailable.
  const unexplained =
    only?.available === false && order.source.type === "payment_link";
  if (!only || others.length > 0 || unexplained) return "method";
  return needsPhone(only.id, order) ||
    order.depositDue ||
    skipsReview(order, { skipReview })
    ? "details"
    : "review";
}
