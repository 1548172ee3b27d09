/** Requests that one transfer, or all pending ones, be settled as soon as the limits allow. */
import type { ProviderId } from "../../domain/attempt.ts";
import type { Instant } from "../../domain/observation.ts";
import { TASK_PRIORITY } from "../../domain/task.ts";
import type { StoreTransaction } from "../../ports/store.ts";
import type { TaskPriority } from "../../domain/task.ts";

export async function requestSettling(
  tx: StoreTransaction,
  reference: string,
  dueAt: Instant,
  priority: TaskPriority = TASK_PRIORITY.background,
): Promise<void> {
  await tx.runSooner({
    kind: "settle_transfer",
    subject: reference,
    dueAt,
    priority,
  });
}

/** The provider's single task that polls for transfers without a webhook. */
export async function requestPoll(
  tx: StoreTransaction,
  provider: ProviderId,
  dueAt: Instant,
): Promise<void> {
  await tx.runSooner({ kind: "poll_transfers", subject: provider, dueAt });
}
