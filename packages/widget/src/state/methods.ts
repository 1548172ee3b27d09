/** Which methods the shopper may choose from, and which screen that choice needs. */
import type { Method, MethodOption, Order } from "@malipo/protocol";

/** Those that have screens here. */
export const METHODS = [
  "mpesa",
  "airtel",
  "card",
  "paybill",
  "flexpay",
] as const;

export function isMethod(name: string): name is Method {
  return (METHODS as readonly string[]).includes(name);
}

/** True where the shopper's phone number is needed. */
export function needsPhone(method: Method): boolean {
  return method === "mpesa" || method === "airtel";
}

/**
 * The order's methods in the page's order and subset; in the relay's order when the page names none.
 * Methods that have no screens here are left out, and so are those of another currency than the order's, as
 * long as anything is left.
 */
export function methodOptions(
  order: Order,
  wanted: readonly Method[],
): readonly MethodOption[] {
  const offered = order.methods.filter(({ id }) => isMethod(id));
  const listed =
    wanted.length === 0
      ? offered
      : wanted.flatMap((id) => offered.filter((option) => option.id === id));
  const payable = listed.filter(({ reason }) => reason !== "currency");
  return payable.length === 0 ? listed : payable;
}

export function availableMethods(
  order: Order,
  wanted: readonly Method[],
): readonly MethodOption[] {
  return methodOptions(order, wanted).filter(({ available }) => available);
}

/**
 * The screen that asks only what is still unknown: the phone when there is one method and it needs one,
 * nothing more than the review when that method needs none, else the choice.
 */
export function payScreen(
  order: Order,
  wanted: readonly Method[],
): "review" | "details" | "method" {
  const [only, ...others] = methodOptions(order, wanted);
  // A link has no review to say on why its one method can't be used.
  const unsaid =
    only?.available === false && order.source.type === "payment_link";
  if (!only || others.length > 0 || unsaid) return "method";
  return needsPhone(only.id) ? "details" : "review";
}
