/** The return URL of hosted pages, and the order that it names. */
import { warnOnce } from "./console.ts";
import { misconfigured } from "./errors.ts";
import { findStoredOrder } from "./intent-store.ts";
import { findStore, storedKey } from "./open-order.ts";
import type { NamedOrder } from "./open-order.ts";
import type { Checkout } from "./page-checkouts.ts";
import { pageCheckouts } from "./page-checkouts.ts";
import type { CheckoutConfig } from "./source.ts";
import { CODE_PARAMETER, RETURN_PARAMETER } from "./source.ts";

/** The relay's limit. */
const MAX_LENGTH = 2048;

/** Removes the relay's parameters; keeps every other byte. */
export function withoutOurs(address: string): string {
  const [, path = "", query = "", fragment = ""] =
    /^([^?#]*)(?:\?([^#]*))?(.*)$/s.exec(address) ?? [];
  const parameters = query.split("&");
  const others = parameters.filter((parameter) => {
    const [name] = parameter.split("=");
    return name !== RETURN_PARAMETER && name !== CODE_PARAMETER;
  });
  if (others.length === parameters.length) return address;
  return path + (others.length ? `?${others.join("&")}` : "") + fragment;
}

/** The page's return URL, or this page without the relay's parameters; null if it is not a web page. */
export function returnAddress(wish: string | null): string | null {
  if (wish) {
    try {
      return new URL(wish, document.baseURI).href;
    } catch (error) {
      throw misconfigured("returnUrl", "", error);
    }
  }
  const own = withoutOurs(location.href);
  const shorter = [own, own.replace(/#.*/s, ""), own.replace(/[?#].*/s, "")];
  const usable = shorter.find(
    (it) => /^https?:/.test(it) && it.length <= MAX_LENGTH,
  );
  if (usable !== own) warnOnce("returnUrl");
  return usable ?? null;
}

/**
 * The order named in the URL, kept until its status is known, because the page may re-render its checkout in the
 * meantime.
 */
let taken: { readonly named: NamedOrder; by: Checkout } | null = null;

/** Forgets the order named in the URL. */
export function settleNamedOrder(): void {
  taken = null;
}

/** The order's storage key; null if there is none, undefined if another checkout shows the order. */
function placeOf(
  id: string,
  config: CheckoutConfig,
  by: Checkout,
): string | null | undefined {
  const { relay, source } = config;
  const own = findStore(config, by);
  if (storedKey(config, own)?.orderId === id) return own;
  const others = [...pageCheckouts].filter((it) => it !== by);
  const store = findStoredOrder(relay, id);
  if (store)
    return others.length || source.type === "order" ? undefined : store;
  // Checkouts with a source come first.
  const has = ({ config: it }: Checkout): boolean =>
    it !== null && it.source.type !== "none";
  return source.type === "none" && others.some(has) ? undefined : null;
}

/**
 * Returns the order named in the URL if it belongs to this checkout: the stored order, or one that no checkout of this
 * browser knows. Removes it from the URL.
 */
export function takeNamedOrder(
  config: CheckoutConfig,
  by: Checkout,
): NamedOrder | null {
  const parameters = new URLSearchParams(location.search);
  const id = parameters.get(RETURN_PARAMETER);
  const store = id ? placeOf(id, config, by) : undefined;
  if (id && store !== undefined) {
    const code = parameters.get(CODE_PARAMETER);
    taken = { named: { id, code, store, answer: null }, by };
    try {
      history.replaceState(history.state, "", withoutOurs(location.href));
    } catch {
      // The page has no URL of its own, or has changed it too often.
    }
  }
  if (taken && !pageCheckouts.has(taken.by)) taken.by = by;
  return taken?.by === by ? taken.named : null;
}
