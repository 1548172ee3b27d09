/** The checkouts on this page and the storage keys of their orders. */
import type { ReactiveControllerHost } from "lit";
import type { CheckoutConfig } from "./source.ts";

export interface Checkout {
  readonly host: Pick<ReactiveControllerHost, "requestUpdate">;
  readonly store: string;
  /** Its configuration; null if there is none. */
  readonly config: CheckoutConfig | null;
}

export const pageCheckouts = new Set<Checkout>();

/** Whether another element shows the order stored there. */
export function isShared(store: string, by: Pick<Checkout, "store">): boolean {
  return [...pageCheckouts].some((it) => it !== by && it.store === store);
}
