/** Watches one order at a time. */
import type { CheckoutState } from "../state/checkout-state.ts";
import type { OrderSession } from "./order-session.ts";
import type { News } from "./order-watch.ts";
import { watchOrder } from "./order-watch.ts";

/** Screens that the relay can't change without a request from the page. */
const QUIET = /^(idle|loading|review|succeeded|expired|unavailable)$/;

export function isQuiet({ name }: CheckoutState): boolean {
  return QUIET.test(name);
}

/** A refund that is under way still ends. */
export function mayChange(state: CheckoutState): boolean {
  return (
    (!isQuiet(state) || !!state.order?.refunds?.pending.value) &&
    state.connection !== "offline"
  );
}

export class OrderFollower {
  #watch: AbortController | null = null;

  /** Starts watching, unless it is already running. */
  follow(
    session: OrderSession,
    tell: (news: News, signal: AbortSignal) => void,
  ): void {
    if (this.#watch) return;
    this.#watch = new AbortController();
    const { signal } = this.#watch;
    void watchOrder(
      session,
      (news) => {
        tell(news, signal);
      },
      signal,
    );
  }

  stop(): void {
    this.#watch?.abort();
    this.#watch = null;
  }
}
