/** The checkouts that are on this page now, by where each remembers its order. */

interface Checkout {
  readonly store: string;
}

export const pageCheckouts = new Set<Checkout>();

/** Another element shows the order that is remembered there. */
export function isShared(store: string, by: Checkout): boolean {
  return [...pageCheckouts].some((it) => it !== by && it.store === store);
}
