/** Tells the page what is new in an order. */
import type { Order } from "@malipo/protocol";
import { emit } from "./events.ts";
import { tellOnce } from "./outcome-ledger.ts";

/** `before`: the attempt that was known until now. */
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
    tellOnce(relay, outcome.id, () => {
      emit(host, "malipo-outcome", { outcome, order });
    });
}
