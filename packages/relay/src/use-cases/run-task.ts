/** Runs due tasks by kind. */
import { findAttempt, orderStatus } from "../domain/order.ts";
import { isSettled } from "../domain/attempt.ts";
import type { Observation } from "../domain/observation.ts";
import type { LeasedTask } from "../ports/store.ts";
import { gatherAlert } from "./alerts/gather-alert.ts";
import { watchProvider } from "./alerts/watch-provider.ts";
import { sendAlert } from "./alerts/send-alert.ts";
import type { AttemptQuerier } from "./attempts/attempt-querier.ts";
import { createAttemptQuery } from "./attempts/query-attempt.ts";
import { deliverWebhook } from "./deliveries/deliver-webhook.ts";
import type { Deps } from "./shared/deps.ts";
import type { RunTask } from "./shared/scheduler.ts";
import { requestQuery } from "./attempts/request-query.ts";
import { mirrorLink } from "./payment-links/mirror-link.ts";
import {
  recordObservations,
  saveChange,
} from "./attempts/record-observations.ts";
import { createTransferPoll } from "./transfers/poll-transfers.ts";
import { queryPriority } from "./attempts/query-priority.ts";
import { createReconciler } from "./reconciliation/reconcile.ts";
import { sendReceipt } from "./receipts/send-receipt.ts";
import { runRefundQuery } from "./refunds/query-refund.ts";
import { createTransferSettler } from "./transfers/settle-transfer.ts";
import { createCleanUp } from "./upkeep/clean-up.ts";

export function createTaskRunner(deps: Deps, querier: AttemptQuerier): RunTask {
  const queryAttempt = createAttemptQuery(deps, querier);
  const settleTransfer = createTransferSettler(deps);
  const pollTransfers = createTransferPoll(deps);
  const cleanUp = createCleanUp(deps);
  const reconcile = createReconciler(deps, querier);
  return async (task, order) => {
    switch (task.kind) {
      case "query_attempt":
        return queryAttempt(task, order);
      case "attempt_deadline":
        return passDeadline(deps, task);
      case "order_expiry":
        return expireOrder(deps, task);
      case "query_refund":
        return runRefundQuery(deps, task);
      case "mirror_link":
        return mirrorLink(deps, task);
      case "deliver_webhook":
        return deliverWebhook(deps, task);
      case "mail_receipt":
        return sendReceipt(deps, task, "email");
      case "text_receipt":
        return sendReceipt(deps, task, "sms");
      case "gather_alert":
        return gatherAlert(deps, task);
      case "send_alert":
        return sendAlert(deps, task);
      case "settle_transfer":
        return settleTransfer(task);
      case "poll_transfers":
        return pollTransfers(task);
      case "watch_provider":
        return watchProvider(deps, task);
      case "clean_up":
        return cleanUp(task);
      case "reconcile":
        return reconcile(task);
    }
  };
}

async function drop(deps: Deps, task: LeasedTask): Promise<void> {
  await deps.store.transaction((tx) => tx.settleTask(task, null));
}

/** No result by the deadline: the attempt is unconfirmed and queried at once. */
async function passDeadline(deps: Deps, task: LeasedTask): Promise<void> {
  const order = await deps.store.findOrderByAttempt(task.subject);
  const attempt = findAttempt(order, task.subject);
  if (order === undefined || attempt === undefined || isSettled(attempt))
    return drop(deps, task);
  const observation: Observation = {
    kind: "deadline",
    at: attempt.plan.deadlineAt,
  };
  await recordObservations(
    deps,
    order.id,
    [{ attemptId: task.subject, source: "schedule", observation }],
    async (tx, after) => {
      const now = deps.clock.now();
      const priority = queryPriority(attempt.plan, now);
      await requestQuery(tx, after, task.subject, now, priority);
      await tx.settleTask(task, null);
    },
  );
}

async function expireOrder(deps: Deps, task: LeasedTask): Promise<void> {
  await deps.store.transaction(async (tx) => {
    // Lock the order before its tasks, as everywhere, to avoid deadlocks.
    const before = await tx.getOrder(task.subject);
    const dueAt = before?.expiresAt ?? task.dueAt;
    // A part that was paid since has put it off.
    await tx.settleTask(task, dueAt > task.dueAt ? { ...task, dueAt } : null);
    if (before === undefined || before.expiredAt !== null) return;
    if (dueAt > task.dueAt) return;
    // Told as paid in time, it must not become late.
    if (orderStatus(before) === "paid") return;
    const { expiresAt } = before;
    await saveChange(deps, tx, before, { ...before, expiredAt: expiresAt });
  });
}
