/** Finds the order the browser was at, or makes a new one, as the page's wish and the stored order demand. */
import type { Amount, Order } from "@malipo/protocol";
import type { OrderKey } from "./client/order-session.ts";
import { OrderSession } from "./client/order-session.ts";
import { createOrder } from "./client/relay-calls.ts";
import { CheckoutError, isRefusal } from "./errors.ts";
import {
  createKey,
  readIntent,
  storeKey,
  writeIntent,
  writeStored,
} from "./intent-store.ts";
import type { CheckoutConfig } from "./source.ts";
import { hasLines, sourcePrint, toCreateOrder } from "./source.ts";

/** So long a finished order is shown again to somebody who comes back with the same goods. */
const REMEMBER_OUTCOME_MS = 30 * 60_000;

export interface OpenedOrder {
  readonly order: Order;
  readonly session: OrderSession;
}

/** What to do with the order the browser remembers: `change` gives it the page's lines. */
export type Verdict = "show" | "change" | "replace";

/** `named`: the address names this order, because the browser comes back from a hosted page. */
export function judgeStored(
  order: Order,
  { source }: CheckoutConfig,
  print: string | undefined,
  named: boolean,
): Verdict {
  const { status, attempt, outcome, serverTime } = order;
  const { type } = source;
  if (type === "order" || named || status === "pending") return "show";
  const same = print === sourcePrint(source) || hasLines(order, source);
  const fresh = status === "open" && attempt === null;
  // A link that nobody has tried to pay is shown as a link, so that the amount can be chosen again.
  if (fresh && type === "link") return "replace";
  if (fresh && type === "cart" && !same) return "change";
  const ageMs = Date.parse(serverTime) - Date.parse(outcome?.at ?? serverTime);
  return same && ageMs < REMEMBER_OUTCOME_MS ? "show" : "replace";
}

/** What opens the order of this source; null when there is none yet. */
export function storedKey({
  source,
  relay,
  name,
}: CheckoutConfig): OrderKey | null {
  const stored = readIntent(storeKey(relay, name));
  const given = source.type === "order" ? source : stored;
  const { orderId } = given;
  const resumeSecret = given.resumeSecret ?? stored.resumeSecret;
  return orderId && resumeSecret ? { orderId, resumeSecret } : null;
}

/** The order this browser was at, when it is still the one to show; null when a new one is due. */
export async function resumeOrder(
  config: CheckoutConfig,
  named: string | null,
  signal: AbortSignal,
): Promise<OpenedOrder | null> {
  const { source, relay, name } = config;
  const key = storedKey(config);
  if (!key) return null;
  const session = new OrderSession(relay, key, signal);
  try {
    const order = await session.read();
    if (!order) return null;
    const store = storeKey(relay, name);
    const { print } = readIntent(store);
    const verdict = judgeStored(order, config, print, named === order.id);
    if (verdict === "show") return { order, session };
    if (verdict === "replace" || source.type !== "cart") return null;
    writeIntent(store, { print: sourcePrint(source) });
    return { order: await session.changeLines(source.lines), session };
  } catch (error) {
    // The relay no longer knows the order or the secret, or the order can't be changed any more.
    if (source.type !== "order" && isRefusal(error)) return null;
    throw error;
  }
}

/** Makes the order. Until the answer is here its key is kept, so that a reload sends the same request again. */
export async function makeOrder(
  config: CheckoutConfig,
  amount: Amount | null,
  signal: AbortSignal,
): Promise<OpenedOrder> {
  const { relay, name, source } = config;
  const store = storeKey(relay, name);
  const wish = toCreateOrder(config, amount);
  // An order that exists already, but without the secret that opens it.
  if (!wish) throw new CheckoutError("configuration");
  const body = JSON.stringify(wish);
  const { creating } = readIntent(store);
  const key = creating?.body === body ? creating.key : createKey();
  writeIntent(store, { creating: { key, body } });
  try {
    const answer = await createOrder(relay, wish, key, signal);
    const { order, resumeSecret } = answer;
    const orderKey = { orderId: order.id, resumeSecret };
    writeStored(store, { ...orderKey, print: sourcePrint(source) });
    const session = new OrderSession(relay, orderKey, signal);
    session.keep(answer);
    return { order, session };
  } catch (error) {
    // After a refusal the next try is another request.
    if (isRefusal(error)) writeIntent(store, { creating: null });
    throw error;
  }
}
