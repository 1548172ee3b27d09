/** Finds the order the browser was at, or makes a new one, as the page's wish and the stored order demand. */
import type { Amount, CreateOrder, Order } from "@malipo/protocol";
import type { OrderKey } from "./client/order-session.ts";
import { OrderSession, orderUrl } from "./client/order-session.ts";
import { createOrder, exchangeCode } from "./client/relay-calls.ts";
import {
  CheckoutError,
  isRefusal,
  misconfigured,
  toCheckoutError,
} from "./errors.ts";
import {
  createKey,
  readIntent,
  readStored,
  storeKey,
  writeIntent,
  writeStored,
} from "./intent-store.ts";
import type { CheckoutConfig, Source } from "./source.ts";
import { parseJson, toJson } from "./json.ts";
import type { CheckoutState } from "./state/checkout-state.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { isShared, pageCheckouts } from "./page-checkouts.ts";
import { hasLines, sourcePrint, toCreateOrder } from "./source.ts";

/** So long a finished order is shown again to somebody who comes back with the same goods. */
const REMEMBER_OUTCOME_MS = 30 * 60_000;

export interface OpenedOrder {
  readonly order: Order;
  readonly session: OrderSession;
  /** Where the browser remembers it. */
  readonly store: string;
}

/** Names the cart that was begun last: an order of it that nobody has paid yet is carried on with. */
const latestKey = (relay: string): string => storeKey(relay, "latest");

/**
 * Where the order of this source is remembered. A cart that has none carries on with the one it replaces: the order
 * this element was at, or, when it is the only checkout on the page, the cart begun last in this browser.
 */
export function findStore(
  { source, relay, name }: CheckoutConfig,
  shown: { readonly store: string },
): string {
  const own = storeKey(relay, name);
  if (source.type !== "cart" && source.type !== "cart_token") return own;
  const { orderId, creating } = readIntent(own);
  if (orderId || creating) return own;
  const latest = pageCheckouts.size < 2 ? readStored(latestKey(relay)) : "";
  const others = [shown.store, typeof latest === "string" ? latest : ""];
  const carts = storeKey(relay, "cart:");
  return (
    others.find((it) => it.startsWith(carts) && readIntent(it).orderId) ?? own
  );
}

/** The order that the address names, because the browser comes back from a hosted page. */
export interface NamedOrder {
  readonly id: string;
  /** Opens it, once. */
  readonly code: string | null;
  /** Where it is remembered; null while this browser does not know it. */
  store: string | null;
  /** What the code brought. It brings that once, and the checkout may begin again before it is here. */
  answer: ReturnType<typeof exchangeCode> | null;
}

/** Whether the order is for what the page asks to be paid, as far as can be seen. */
function isFor(order: Order, source: Source): boolean {
  if (source.type === "link")
    return (
      order.source.type === "payment_link" &&
      order.source.paymentLink === source.paymentLink
    );
  return source.type === "cart"
    ? hasLines(order, source)
    : source.type === "cart_token" && order.source.type === "cart";
}

/** The order that was begun in another browser: opened by the code, else the shopper has to be asked. */
async function openNamed(
  { relay, name, source }: CheckoutConfig,
  named: NamedOrder,
  signal: AbortSignal,
): Promise<OpenedOrder> {
  const { id, code } = named;
  try {
    if (code) {
      const url = orderUrl(relay, id);
      named.answer ??= exchangeCode(url, code, new AbortController().signal);
      const answer = await named.answer;
      signal.throwIfAborted();
      const key = { orderId: id, resumeSecret: answer.resumeSecret };
      const session = new OrderSession(relay, key, signal);
      session.keep(answer);
      const order = await session.read();
      if (order) {
        const store = storeKey(relay, isFor(order, source) ? name : id);
        named.store = store;
        writeStored(store, { ...key, print: sourcePrint(source) });
        return { order, session, store };
      }
    }
  } catch (error) {
    if (!isRefusal(error)) {
      named.answer = null;
      throw error;
    }
  }
  throw new CheckoutError("order_elsewhere", undefined, 0, 0, id);
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
export function storedKey(
  { source }: CheckoutConfig,
  store: string,
): OrderKey | null {
  const stored = readIntent(store);
  const given = source.type === "order" ? source : stored;
  const { orderId } = given;
  const resumeSecret = given.resumeSecret ?? stored.resumeSecret;
  return orderId && resumeSecret ? { orderId, resumeSecret } : null;
}

/** The order this browser was at, when it is still the one to show; null when a new one is due. */
async function resumeOrder(
  config: CheckoutConfig,
  store: string,
  shown: { readonly store: string },
  named: NamedOrder | null,
  signal: AbortSignal,
): Promise<OpenedOrder | null> {
  const { source, relay, name } = config;
  const key = storedKey(config, store);
  if (!key) return null;
  const session = new OrderSession(relay, key, signal);
  try {
    let order = await session.read();
    if (!order) return null;
    const judge = (it: Order): Verdict =>
      judgeStored(it, config, readIntent(store).print, named !== null);
    let verdict = judge(order);
    if (verdict === "change" && source.type === "cart") {
      // What another element shows is not changed behind its back.
      if (isShared(store, shown)) return null;
      try {
        order = await session.changeLines(source.lines);
        const own = storeKey(relay, name);
        const intent = readIntent(store);
        if (own !== store) writeStored(store, {});
        writeStored(own, { ...intent, print: sourcePrint(source) });
        writeStored(latestKey(relay), own);
        return { order, session, store: own };
      } catch (error) {
        if (toCheckoutError(error).status !== 409) throw error;
        // Somebody has begun to pay it meanwhile.
        order = (await session.read()) ?? order;
        verdict = judge(order);
      }
    }
    return verdict === "show" ? { order, session, store } : null;
  } catch (error) {
    // The relay no longer knows the order or the secret, or the order can't be changed any more.
    if (source.type !== "order" && isRefusal(error)) return null;
    throw error;
  }
}

/** The goods are the same by the name they are remembered by; of a payment link the amount is chosen. */
function sameAmount(one: CreateOrder, other: CreateOrder): boolean {
  const valueOf = (wish: CreateOrder): unknown =>
    "amount" in wish ? wish.amount?.value : undefined;
  return valueOf(one) === valueOf(other);
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
  if (!wish) throw misconfigured("resumeSecret");
  // Who has asked for the same goods (another element or tab, or this one before a reload) and has no answer yet has
  // perhaps made the order: the same request again brings that one.
  const { creating } = readIntent(store);
  const asked = parseJson(creating?.body ?? "") as CreateOrder | undefined;
  const again = creating && asked && sameAmount(asked, wish);
  const body = again ? asked : wish;
  const key = again ? creating.key : createKey();
  writeIntent(store, { creating: { key, body: toJson(body) } });
  try {
    const answer = await createOrder(relay, body, key, signal);
    const { order, resumeSecret } = answer;
    const orderKey = { orderId: order.id, resumeSecret };
    writeStored(store, { ...orderKey, print: sourcePrint(source) });
    writeStored(latestKey(relay), store);
    const session = new OrderSession(relay, orderKey, signal);
    session.keep(answer);
    return { order, session, store };
  } catch (error) {
    // After a refusal the next try is another request.
    if (isRefusal(error)) writeIntent(store, { creating: null });
    throw error;
  }
}

/** The order to show, found or made; null for a payment link that nobody has begun to pay. */
export function openOrder(
  config: CheckoutConfig,
  shown: { readonly store: string },
  named: NamedOrder | null,
  signal: AbortSignal,
): Promise<OpenedOrder | null> {
  const { relay, name, source } = config;
  const open = async (): Promise<OpenedOrder | null> => {
    const store = named ? named.store : findStore(config, shown);
    const resumed =
      store === null
        ? null
        : await resumeOrder(config, store, shown, named, signal);
    if (named) return resumed ?? openNamed(config, named, signal);
    if (resumed || source.type === "link") return resumed;
    return makeOrder(config, null, signal);
  };
  return oneAtATime(storeKey(relay, name), open, signal);
}

/** What a checkout shows, and where that is remembered. */
interface Shown {
  store: string;
  readonly named: NamedOrder | null;
  readonly state: CheckoutState;
}

/**
 * When the page has only taken over what the shopper chose in the element, or has named the goods late, the order on the
 * screen is found by these goods from now on. False when it is for others.
 */
export function takeOver(
  { relay, name, source }: CheckoutConfig,
  shown: Shown,
): boolean {
  const { store, named, state } = shown;
  if (!state.order || !hasLines(state.order, source)) return false;
  const own = storeKey(relay, name);
  // An order for the same goods that was begun before stays the one to be found.
  if (own === store || readIntent(own).orderId) return true;
  writeStored(own, { ...readIntent(store), print: sourcePrint(source) });
  if (!isShared(store, shown)) writeStored(store, {});
  shown.store = own;
  if (named) named.store = own;
  return true;
}
