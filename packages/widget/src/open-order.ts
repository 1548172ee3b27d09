/** Finds the order that the browser has stored, or creates a new one. */
import type { CreateOrder, Order } from "@malipo/protocol";
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
import type { ChosenOfLink, CheckoutConfig, Source } from "./source.ts";
import { parseJson, toJson } from "./json.ts";
import type { CheckoutState } from "./state/checkout-state.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { layersAtLoad } from "./page/layers.ts";
import { isShared, pageCheckouts } from "./page-checkouts.ts";
import { hasLines, sourceFingerprint, toCreateOrder } from "./source.ts";

/** How long a finished order is shown again for the same cart. */
const REMEMBER_OUTCOME_MS = 30 * 60_000;

export interface OpenedOrder {
  readonly order: Order;
  readonly session: OrderSession;
  /** The storage key of the order. */
  readonly store: string;
  /** The page's cart has changed its lines. */
  readonly changed?: true;
}

/** Stores the name of the last cart: its unpaid order is reused when the cart changes. */
const latestKey = (relay: string): string => storeKey(relay, "latest");

/**
 * The storage key for this source. A new cart reuses the order of the cart that it replaces: the order of this element
 * or, if it is the only checkout on the page, the last cart of this browser.
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

/** Whether a payment was in progress when this browser last heard of the order. */
export function isUnderWay(
  config: CheckoutConfig,
  shown: { readonly store: string },
): boolean {
  const { pending, paying } = readIntent(findStore(config, shown));
  return pending === true || Boolean(paying);
}

/** The order named in the URL after a return from a hosted page. */
export interface NamedOrder {
  readonly id: string;
  /** The one-time code that opens it. */
  readonly code: string | null;
  /** Its storage key; null if this browser doesn't know the order. */
  store: string | null;
  /** The result of the one-time code, kept because the checkout may restart before it arrives. */
  answer: ReturnType<typeof exchangeCode> | null;
}

/** Whether the order matches the source, as far as can be told. */
function matchesSource(order: Order, source: Source): boolean {
  if (source.type === "link")
    return (
      order.source.type === "payment_link" &&
      order.source.paymentLink === source.paymentLink
    );
  return source.type === "cart"
    ? hasLines(order, source)
    : source.type === "cart_token" && order.source.type === "cart";
}

/** Opens an order that was started in another browser with the code; otherwise asks the shopper. */
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
        const store = storeKey(relay, matchesSource(order, source) ? name : id);
        named.store = store;
        writeStored(store, { ...key, print: sourceFingerprint(source) });
        return { order, session, store };
      }
    }
  } catch (error) {
    if (!isRefusal(error)) {
      // After a restart, the answer that has just arrived is the next run's.
      if (!signal.aborted) named.answer = null;
      throw error;
    }
  }
  throw new CheckoutError("order_elsewhere", undefined, 0, 0, id);
}

/** Nobody has tried to pay it; there may be none yet. */
export function isFresh(order: Order | undefined): boolean {
  return !order || (order.status === "open" && order.attempt === null);
}

/** What to do with the stored order: `change` sets the page's lines. */
export type StoredOrderAction = "show" | "change" | "replace";

/** `named`: the URL names this order. */
export function decideStored(
  order: Order,
  { source }: CheckoutConfig,
  print: string | undefined,
  named: boolean,
): StoredOrderAction {
  const { status, outcome, serverTime } = order;
  const { type } = source;
  if (type === "order" || named || status === "pending") return "show";
  const same = print === sourceFingerprint(source) || hasLines(order, source);
  const fresh = isFresh(order);
  // A link without an attempt is shown as a link, so that the amount can be chosen again, except on the step after it.
  if (fresh && type === "link")
    return layersAtLoad.has(order.id) ? "show" : "replace";
  if (fresh && type === "cart" && !same) return "change";
  const ageMs = Date.parse(serverTime) - Date.parse(outcome?.at ?? serverTime);
  return same && ageMs < REMEMBER_OUTCOME_MS ? "show" : "replace";
}

/** The id and secret of the stored order, or null. */
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

/** The stored order if it can still be shown; otherwise null. */
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
    const judge = (it: Order): StoredOrderAction =>
      decideStored(it, config, readIntent(store).print, named !== null);
    let verdict = judge(order);
    if (verdict === "change" && source.type === "cart") {
      // Don't change an order that another element shows.
      if (isShared(store, shown)) return null;
      try {
        order = await session.changeLines(source.lines);
        const own = storeKey(relay, name);
        const intent = readIntent(store);
        if (own !== store) writeStored(store, {});
        writeStored(own, { ...intent, print: sourceFingerprint(source) });
        writeStored(latestKey(relay), own);
        return { order, session, store: own, changed: true };
      } catch (error) {
        if (toCheckoutError(error).status !== 409) throw error;
        // An attempt was started in the meantime.
        order = (await session.read()) ?? order;
        verdict = judge(order);
      }
    }
    return verdict === "show" ? { order, session, store } : null;
  } catch (error) {
    // The relay doesn't know the order or the secret any more, or the order can no longer be changed.
    if (source.type !== "order" && isRefusal(error)) return null;
    throw error;
  }
}

/** Sources with the same name have the same cart; only what is chosen of a payment link can differ. */
function sameWish(one: CreateOrder, other: CreateOrder): boolean {
  const textOf = (wish: CreateOrder): string =>
    "paymentLink" in wish
      ? toJson([wish.amount?.value, wish.quantity, wish.fields])
      : "";
  return textOf(one) === textOf(other);
}

/** Creates the order. Stores the idempotency key until the response arrives, so that a reload repeats the request. */
export async function createStoredOrder(
  config: CheckoutConfig,
  chosen: ChosenOfLink | null,
  signal: AbortSignal,
): Promise<OpenedOrder> {
  const { relay, name, source } = config;
  const store = storeKey(relay, name);
  const wish = toCreateOrder(config, chosen);
  // An existing order without its secret.
  if (!wish) throw misconfigured("resumeSecret");
  // An earlier request for the same cart (by another element or tab, or before a reload) may have created the order:
  // repeat it with the same key.
  const { creating } = readIntent(store);
  const asked = parseJson(creating?.body ?? "") as CreateOrder | undefined;
  const again = creating && asked && sameWish(asked, wish);
  const body = again ? asked : wish;
  const key = again ? creating.key : createKey();
  writeIntent(store, { creating: { key, body: toJson(body) } });
  try {
    const created = await createOrder(relay, body, key, signal);
    const { order, resumeSecret } = created;
    const orderKey = { orderId: order.id, resumeSecret };
    writeStored(store, { ...orderKey, print: sourceFingerprint(source) });
    writeStored(latestKey(relay), store);
    const session = new OrderSession(relay, orderKey, signal);
    session.keep(created);
    return { order, session, store };
  } catch (error) {
    // After a refusal, the next attempt is a new request.
    if (isRefusal(error)) writeIntent(store, { creating: null });
    throw error;
  }
}

/** The stored or created order; null for a payment link without an order. */
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
    return createStoredOrder(config, null, signal);
  };
  return oneAtATime(storeKey(relay, name), open, signal);
}

/** A checkout's order and its storage key. */
interface Shown {
  store: string;
  readonly named: NamedOrder | null;
  readonly state: CheckoutState;
}

/**
 * If the page has only set what the shopper chose in the element, or has set the cart late, stores the current order
 * under the new cart. Returns false if the order is for another cart.
 */
export function takeOver(
  { relay, name, source }: CheckoutConfig,
  shown: Shown,
): boolean {
  const { store, named, state } = shown;
  if (!state.order || !hasLines(state.order, source)) return false;
  const own = storeKey(relay, name);
  // An earlier order for the same cart keeps its place.
  if (own === store || readIntent(own).orderId) return true;
  writeStored(own, { ...readIntent(store), print: sourceFingerprint(source) });
  if (!isShared(store, shown)) writeStored(store, {});
  shown.store = own;
  if (named) named.store = own;
  return true;
}
