/** Where the browser comes back to from a hosted page, and how it says for which order. */
import { warnOnce } from "./console.ts";
import { misconfigured } from "./errors.ts";
import { isRemembered } from "./intent-store.ts";
import { storedKey } from "./open-order.ts";
import type { NamedOrder } from "./open-order.ts";
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
      throw misconfigured("returnUrl", error);
    }
  }
  const own = withoutOurs(location.href);
  const shorter = [own, own.replace(/#.*/s, ""), own.replace(/[?#].*/s, "")];
  const usable = shorter.find(
    (it) => /^https?:/.test(it) && it.length <= LONGEST,
  );
  if (usable !== own)
    warnOnce(
      "return-url",
      "the address of this page can't be come back to as it is. Set return-url to one that can, for payments by card.",
    );
  return usable ?? null;
}

/**
 * The order that the address names, when it is for this checkout: the one that it remembers, or one that no checkout
 * of this browser knows. Takes it out of the address.
 */
export function takeNamedOrder(
  config: CheckoutConfig,
  store: string,
): NamedOrder | null {
  const parameters = new URLSearchParams(location.search);
  const id = parameters.get(RETURN_PARAMETER);
  if (!id) return null;
  const known = storedKey(config, store)?.orderId === id;
  if (!known && isRemembered(config.relay, id)) return null;
  const code = parameters.get(CODE_PARAMETER);
  try {
    history.replaceState(history.state, "", withoutOurs(location.href));
  } catch {
    // A page without an address of its own, or one that changed it too often.
  }
  return { id, code, known };
}
