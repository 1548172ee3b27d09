/** Polls for transfers without a webhook: the provider retries its webhooks only a few times. */
import { RecentTimes } from "../shared/recent-times.ts";
import type { ProviderId } from "../../domain/attempt.ts";
import { awaitsTransfer } from "../../domain/transfer-verdict.ts";
import type { Transfers } from "../../ports/merchant-services.ts";
import type { LeasedTask } from "../../ports/store.ts";
import type { Deps } from "../shared/deps.ts";
import { waitSeconds } from "../shared/provider-result.ts";

/** While an order is waiting for a transfer. */
export const POLL_BUSY_MS = 30_000;
const POLL_IDLE_MS = 5 * 60_000;
/** The minimum interval, however often a poll is requested. */
const MIN_POLL_INTERVAL_MS = 5_000;
/** How many pending orders, newest first, are searched for one that waits for a transfer. */
const MAX_ORDERS = 100;

/** Runs the `poll_transfers` task, which reschedules itself. It ends only if transfers are not configured. */
export function createTransferPoll(
  deps: Deps,
): (task: LeasedTask) => Promise<void> {
  const polls = new RecentTimes();
  return async (task) => {
    const { transfers } = deps.services;
    const now = deps.clock.now();
    const waitMs = MIN_POLL_INTERVAL_MS - polls.sinceMs(task.subject, now);
    let dueAt: number | null = null;
    if (waitMs > 0) {
      dueAt = now + waitMs;
    } else if (transfers !== null) {
      polls.record(task.subject, now);
      const pauseMs = await poll(deps, transfers);
      const everyMs = (await isBusy(deps, transfers.provider))
        ? POLL_BUSY_MS
        : POLL_IDLE_MS;
      dueAt = deps.clock.now() + Math.max(pauseMs, everyMs);
    }
    const next = dueAt === null ? null : { ...task, dueAt };
    await deps.store.transaction((tx) => tx.settleTask(task, next));
  };
}

/** Returns the provider's Retry-After in milliseconds. */
async function poll(deps: Deps, transfers: Transfers): Promise<number> {
  const result = await transfers.pending();
  if (result.kind !== "found") {
    const detail = result.kind === "unavailable" ? result.detail : null;
    deps.log.warn(
      { kind: result.kind, detail },
      "the provider did not return the pending transfers",
    );
    return waitSeconds(result) * 1000;
  }
  const dueAt = deps.clock.now();
  const own = result.value.filter(({ receiverTag }) =>
    transfers.isOwnTag(receiverTag),
  );
  if (own.length > 0)
    await deps.store.transaction(async (tx) => {
      // A transfer that already has a task is being settled, or was left for manual action.
      for (const { reference: subject } of own)
        await tx.ensureTask({ kind: "settle_transfer", subject, dueAt });
    });
  return 0;
}

async function isBusy({ store }: Deps, provider: ProviderId): Promise<boolean> {
  const { items } = await store.listOrders(
    { status: "pending" },
    { limit: MAX_ORDERS },
  );
  return items.some(({ attempts }) =>
    attempts.some(
      (attempt) =>
        attempt.plan.provider === provider && awaitsTransfer(attempt),
    ),
  );
}
