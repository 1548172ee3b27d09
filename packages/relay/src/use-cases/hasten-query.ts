/** Something outside hints that an attempt changed: ask soon, but no more often than the settings allow. */
import type { AttemptPlan } from "../domain/attempt.ts";
import { isSettled } from "../domain/attempt.ts";
import type { Order } from "../domain/order.ts";
import type { StoreTransaction } from "../ports/store.ts";
import type { AttemptQuerier } from "./attempt-querier.ts";
import type { Deps } from "./deps.ts";

export async function hastenQuery(
  deps: Deps,
  querier: Pick<AttemptQuerier, "lastAskedAt">,
  tx: StoreTransaction,
  order: Order,
  attemptId: AttemptPlan["id"],
): Promise<void> {
  const attempt = order.attempts.find(({ plan }) => plan.id === attemptId);
  if (attempt === undefined || isSettled(attempt)) return;
  const lastAskedAt = querier.lastAskedAt(attemptId) ?? -Infinity;
  const dueAt = Math.max(
    deps.clock.now(),
    lastAskedAt + deps.settings.hintIntervalMs,
  );
  await tx.hastenTask({
    kind: "query_attempt",
    subject: attemptId,
    dueAt,
    step: 0,
  });
}
