/**
 * One attempt to deliver a webhook. The result is recorded when the task is settled. A crash in between sends the
 * webhook again with the same id, which receivers must expect anyway.
 */
import type { Delivery } from "../../domain/delivery.ts";
import { nextDeliveryTime } from "../../domain/delivery-schedule.ts";
import type { Instant } from "../../domain/observation.ts";
import type { LeasedTask, Task } from "../../ports/store.ts";
import type { WebhookResult } from "../../ports/webhook.ts";
import type { Deps } from "../shared/deps.ts";

/** If the webhook is no longer configured, its deliveries wait. */
const WITHOUT_WEBHOOK_MS = 60 * 60 * 1000;

export async function deliverWebhook(
  deps: Deps,
  task: LeasedTask,
): Promise<void> {
  const { store, clock, webhook } = deps;
  const settle = (next: Task | null): Promise<void> =>
    store.transaction((tx) => tx.settleTask(task, next));
  const delivery = await store.getDelivery(task.subject);
  if (delivery?.status !== "pending") return settle(null);
  if (webhook === null)
    return settle({ ...task, dueAt: clock.now() + WITHOUT_WEBHOOK_MS });

  const { id, payload } = delivery;
  const result = await webhook.send({ id, payload }, clock.now());
  const endedAt = clock.now();
  const chance = deps.random.chance();
  if (result.kind === "aborted") return settle(task);
  const after = await store.transaction(async (tx) => {
    const before = (await tx.getDelivery(id)) ?? delivery;
    const settleFor = ({ nextTryAt: dueAt }: Delivery): Promise<void> =>
      tx.settleTask(task, dueAt === null ? null : { ...task, dueAt });
    // After a redrive meanwhile, the redrive's schedule stands, and only a success of this attempt still counts.
    if (result.kind === "failed" && isOvertaken(delivery, before)) {
      await settleFor(before);
      return null;
    }
    const tried = afterTry(before, result, endedAt, chance);
    await tx.updateDelivery(tried);
    await settleFor(tried);
    return tried;
  });
  if (after === null) {
    deps.metrics.delivery("failed");
    deps.log.warn(
      { deliveryId: id, lastStatus: result.status },
      "a webhook attempt failed after a redrive",
    );
  } else report(deps, after);
}

function isOvertaken(read: Delivery, now: Delivery): boolean {
  return (
    read.status !== now.status ||
    read.tries !== now.tries ||
    read.nextTryAt !== now.nextTryAt
  );
}

function afterTry(
  before: Delivery,
  result: Exclude<WebhookResult, { kind: "aborted" }>,
  endedAt: Instant,
  chance: number,
): Delivery {
  const tried = {
    ...before,
    tries: before.tries + 1,
    lastTryAt: endedAt,
    lastStatus: result.status,
    nextTryAt: null,
  };
  if (result.kind === "delivered")
    return {
      ...tried,
      status: "delivered",
      lastError: null,
      deliveredAt: endedAt,
    };
  const failed = { ...tried, lastError: result.error };
  const next = nextDeliveryTime(tried.tries, endedAt, chance);
  if (result.gone || next === undefined) return { ...failed, status: "dead" };
  const notBefore = endedAt + (result.retryAfterSeconds ?? 0) * 1000;
  return { ...failed, status: "pending", nextTryAt: Math.max(next, notBefore) };
}

function report({ log, metrics }: Deps, delivery: Delivery): void {
  const { id, event, orderId, status, tries, lastStatus, lastError } = delivery;
  const fields = { deliveryId: id, event, orderId, tries };
  switch (status) {
    case "delivered":
      metrics.delivery("delivered");
      log.info(fields, "a webhook was delivered");
      return;
    case "pending":
      metrics.delivery("failed");
      log.warn(
        { ...fields, lastStatus, lastError, nextTryAt: delivery.nextTryAt },
        "a webhook attempt failed and will be retried",
      );
      return;
    case "dead":
      metrics.delivery("dead");
      log.error(
        { ...fields, lastStatus, lastError },
        "all attempts to deliver a webhook failed; it can be redriven",
      );
  }
}
