/** Has a transfer, or all that wait, looked at as soon as it may be. */
import type { Instant } from "../../domain/observation.ts";
import { TASK_PRIORITY } from "../../domain/task.ts";
import type { StoreTransaction } from "../../ports/store.ts";
import type { TaskPriority } from "../../domain/task.ts";

/** The one task that looks for transfers nobody told us of. */
const POLL = { kind: "poll_transfers", subject: "flexpay" } as const;

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

export async function requestPoll(
  tx: StoreTransaction,
  dueAt: Instant,
): Promise<void> {
  await tx.runSooner({ ...POLL, dueAt });
}
