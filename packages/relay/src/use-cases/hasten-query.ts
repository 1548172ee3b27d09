/** Something outside hints that an attempt changed: it is asked about as soon as the least interval allows. */
import { isSettled } from "../domain/attempt.ts";
import type { Order } from "../domain/order.ts";
import type { StoreTransaction } from "../ports/store.ts";
import type { Deps } from "./deps.ts";

export async function hastenQuery(
  deps: Deps,
  tx: StoreTransaction,
  order: Order,
  attemptId: string,
): Promise<void> {
  const attempt = order.attempts.find(({ plan }) => plan.id === attemptId);
  if (attempt === undefined || isSettled(attempt)) return;
  const dueAt = deps.clock.now();
  await tx.hastenTask({
    kind: "query_attempt",
    subject: attemptId,
    dueAt,
  });
}
