/** Where the browser comes back to from a hosted page, and how it says for which order. */
import { storedKey } from "./open-order.ts";
import type { CheckoutConfig } from "./source.ts";
import { CODE_PARAMETER, RETURN_PARAMETER } from "./source.ts";

/** The page's wish, else this page as it was before any return. */
export function returnAddress(wish: string): string {
  const url = new URL(wish || location.href, document.baseURI);
  url.hash = "";
  url.searchParams.delete(RETURN_PARAMETER);
  url.searchParams.delete(CODE_PARAMETER);
  return url.href;
}

/** The order that the address names, when it is the one this checkout remembers; takes it out of the address. */
export function takeNamedOrder(
  config: CheckoutConfig,
  store: string,
): string | null {
  const url = new URL(location.href);
  const named = url.searchParams.get(RETURN_PARAMETER);
  if (url.searchParams.has(CODE_PARAMETER)) {
    url.searchParams.delete(CODE_PARAMETER);
    history.replaceState(history.state, "", url);
  }
  if (!named || storedKey(config, store)?.orderId !== named) return null;
  url.searchParams.delete(RETURN_PARAMETER);
  history.replaceState(history.state, "", url);
  return named;
}
