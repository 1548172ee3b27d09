/** Which methods the shopper may choose from, and which screen that choice needs. */
import type { Method, MethodOption, Order } from "@malipo/protocol";

/** Those that have words of their own here. Others are drawn by what the relay says of them. */
export const METHODS = [
  "mpesa",
  "airtel",
  "card",
  "paybill",
  "flexpay",
] as const;

/** What the relay may offer; which of these it does, its order says. */
export function isMethod(name: string): name is Method {
  return /^[a-z][a-z0-9_-]{0,31}$/.test(name);
}

/** It has words of its own here. */
export function isKnown(method: Method): boolean {
  return (METHODS as readonly string[]).includes(method);
}

/** What the relay says of a method; undefined where it does not offer it, or not any more. */
export function optionOf(
  order: Order | null | undefined,
  method: Method,
): MethodOption | undefined {
  return order?.methods.find(({ id }) => id === method);
}

/** True where the shopper's phone number is needed. */
export function needsPhone(method: Method, order?: Order | null): boolean {
  const input = optionOf(order, method)?.input;
  return input === undefined
    ? method === "mpesa" || method === "airtel"
    : input === "phone";
}

/** It has words here, or the relay says enough of it to be drawn. */
function canBeDrawn({ id, title, input }: MethodOption): boolean {
  return isKnown(id) || (title !== undefined && input !== undefined);
}

/**
 * The order's methods in the page's order and subset; in the relay's order when the page names none.
 * Methods that can't be drawn here are left out, and so are those of another currency than the order's, as
 * long as anything is left.
 */
export function methodOptions(
  order: Order,
  wanted: readonly Method[],
): readonly MethodOption[] {
  const offered = order.methods.filter(canBeDrawn);
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
  return needsPhone(only.id, order) ? "details" : "review";
}
