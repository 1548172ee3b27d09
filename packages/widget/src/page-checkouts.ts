/** The checkouts that are on this page now, by where each remembers its order. */
import type { CheckoutConfig } from "./source.ts";

export interface Checkout {
  readonly store: string;
  /** What the page wants of it; null while that is nothing. */
  readonly config: CheckoutConfig | null;
}

export const pageCheckouts = new Set<Checkout>();

/** Another element shows the order that is remembered there. */
export function isShared(store: string, by: Pick<Checkout, "store">): boolean {
  return [...pageCheckouts].some((it) => it !== by && it.store === store);
}
