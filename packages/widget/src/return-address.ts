/** Where the browser comes back to from a hosted page, and how it says for which order. */
import { warnOnce } from "./console.ts";
import { misconfigured } from "./errors.ts";
import { rememberedAt } from "./intent-store.ts";
import { findStore, storedKey } from "./open-order.ts";
import type { NamedOrder } from "./open-order.ts";
import type { Checkout } from "./page-checkouts.ts";
import { pageCheckouts } from "./page-checkouts.ts";
import type { CheckoutConfig } from "./source.ts";
import { CODE_PARAMETER, RETURN_PARAMETER } from "./source.ts";

/** The relay takes no longer ones. */
const LONGEST = 2048;

/** The address without what the relay added to it. Every other byte stays. */
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

/** The page's wish, else this page as it was before any return; null where that can't be come back to. */
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
    (it) => /^https?:/.test(it) && it.length <= LONGEST,
  );
  if (usable !== own) warnOnce("returnUrl");
  return usable ?? null;
}

/**
 * What the address named, from then on until it is known how it stands: the checkout that took it may go and come again
 * when the page writes a part anew.
 */
let taken: { readonly named: NamedOrder; by: Checkout } | null = null;

/** The order that the address named needs no asking any more. */
export function settleNamedOrder(): void {
  taken = null;
}

/** Where the order is remembered; null where it is not, undefined where it is another checkout's to show. */
function placeOf(
  id: string,
  config: CheckoutConfig,
  by: Checkout,
): string | null | undefined {
  const { relay, source } = config;
  const own = findStore(config, by);
  if (storedKey(config, own)?.orderId === id) return own;
  const others = [...pageCheckouts].filter((it) => it !== by);
  const store = rememberedAt(relay, id);
  if (store)
    return others.length || source.type === "order" ? undefined : store;
  // Who has something to pay is asked first.
  const has = ({ config: it }: Checkout): boolean =>
    it !== null && it.source.type !== "none";
  return source.type === "none" && others.some(has) ? undefined : null;
}

/**
 * The order that the address names, when it is for this checkout: the one that it remembers, or one that no checkout
 * of this browser knows. Takes it out of the address.
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
      // A page without an address of its own, or one that changed it too often.
    }
  }
  if (taken && !pageCheckouts.has(taken.by)) taken.by = by;
  return taken?.by === by ? taken.named : null;
}
