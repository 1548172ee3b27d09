/** Fires events for what has changed in an order. */
import type { Order } from "@malipo/protocol";
import { emit } from "./events.ts";
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
