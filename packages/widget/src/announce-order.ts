/** Fires events for what has changed in an order, for errors, and for what the shopper does. */
import type { Order } from "@malipo/protocol";
import { warnOnce } from "./console.ts";
import type { CheckoutError } from "./errors.ts";
import { toErrorDetail } from "./errors.ts";
import type { AnalyticsDetail } from "./events.ts";
import { emit } from "./events.ts";
import type { CheckoutState } from "./state/checkout-state.ts";
import { emitOnce } from "./outcome-ledger.ts";

/** `before`: the previously known attempt. */
export function announceOrder(
  host: HTMLElement,
  relay: string,
  order: Order,
  before: Order["attempt"] | undefined,
): void {
  const { attempt, outcome, id: orderId } = order;
  if (
    attempt &&
    (attempt.id !== before?.id || attempt.status !== before.status)
  )
    emit(host, "malipo-attempt", { attempt, orderId });
  if (outcome)
    emitOnce(relay, outcome.id, () => {
      emit(host, "malipo-outcome", { outcome, order });
    });
}

export function reportError(
  host: HTMLElement,
  relay: string,
  problem: CheckoutError,
): void {
  if (problem.code === "origin_refused")
    warnOnce("origin", `${relay} refuses ${origin}. `);
  emit(host, "malipo-error", toErrorDetail(problem));
}

export function noteAction(
  host: HTMLElement,
  { name: screen, order }: CheckoutState,
  action: AnalyticsDetail["action"],
): void {
  const method = order?.attempt?.method ?? null;
  emit(host, "malipo-analytics", { action, screen, method });
}
