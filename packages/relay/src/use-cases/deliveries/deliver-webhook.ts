/**
 * One attempt to deliver a webhook. The result is recorded when the task is settled. A crash in between sends the
 * webhook again with the same id, which receivers must expect anyway.
 */
import { deliveryAlert } from "../../domain/alert-causes.ts";
import type { Delivery } from "../../domain/delivery.ts";
import {
  LONGEST_ENDPOINT_PAUSE_MS,
  hurries,
  isLate,
  keepInOrder,
  turnOf,
} from "../../domain/delivery-order.ts";
import type { EndpointState } from "../../domain/delivery-order.ts";
import { nextDeliveryTime } from "../../domain/delivery-schedule.ts";
import type { Instant } from "../../domain/observation.ts";
import { TASK_PRIORITY } from "../../domain/task.ts";
import type { LeasedTask, StoreTransaction, Task } from "../../ports/store.ts";
import type { WebhookResult, WebhookSender } from "../../ports/webhook.ts";
import { laneOf } from "../../domain/webhook-endpoint.ts";
import { putAlert } from "../alerts/put-alert.ts";
import type { Deps } from "../shared/deps.ts";
import { findReceiver } from "./receivers.ts";

type Tried = Exclude<WebhookResult, { kind: "aborted" }>;

/** How long deliveries wait, again and again, for an endpoint that is paused or no longer configured. */
const WAIT_FOR_ENDPOINT_MS = 60 * 60 * 1000;

export async function deliverWebhook(
  deps: Deps,
  task: LeasedTask,
): Promise<void> {
  const { store, clock } = deps;
  const settle = (next: Task | null): Promise<void> =>
    store.transaction((tx) => tx.settleTask(task, next));
  const pending = await store.listPendingDeliveries(task.subject);
  const delivery = pending.find(({ id }) => id === task.subject);
  if (delivery === undefined) return settle(null);
  const receiver = await findReceiver(deps, delivery.endpointId);
  if (receiver.kind === "deleted")
    return giveUp(deps, task, delivery, "deleted");
  if (receiver.kind === "absent") {
    await settle({ ...task, dueAt: clock.now() + WAIT_FOR_ENDPOINT_MS });
    return lookAgain(deps, delivery);
  }

  const { sender: webhook } = receiver;
  const endpoint = await store.readEndpointState(webhook.endpoint);
  const turn = turnOf(delivery, pending, endpoint, clock.now());
  switch (turn.kind) {
    case "give_up":
      return giveUp(deps, task, delivery, "gone");
    case "wait":
      return store.transaction(async (tx) => {
        await tx.settleTask(task, { ...task, dueAt: turn.until });
        await hurry(tx, delivery, turn.behind, clock.now());
      });
    case "send":
      return tryOnce(deps, webhook, task, delivery, pending);
  }
}

/** It may have been resumed or deleted since it was read: whoever did that has found the task leased. */
async function lookAgain(deps: Deps, delivery: Delivery): Promise<void> {
  const receiver = await findReceiver(deps, delivery.endpointId);
  if (receiver.kind === "absent") return;
  const now = deps.clock.now();
  await deps.store.bringTasksBack(
    "deliver_webhook",
    now,
    now,
    laneOf(delivery),
  );
}

/** Otherwise an urgent event would wait for its turn among all others, and any for hours behind one that is late. */
async function hurry(
  tx: StoreTransaction,
  delivery: Delivery,
  behind: Delivery | null,
  now: Instant,
): Promise<void> {
  if (behind === null) return;
  const isUrgent = hurries(delivery, behind);
  if (!isUrgent && !isLate(behind, now)) return;
  await tx.runSooner({
    kind: "deliver_webhook",
    subject: behind.id,
    dueAt: behind.nextTryAt ?? 0,
    priority: isUrgent ? TASK_PRIORITY.first : TASK_PRIORITY.background,
    lane: laneOf(behind),
  });
}

async function tryOnce(
  deps: Deps,
  webhook: WebhookSender,
  task: LeasedTask,
  delivery: Delivery,
  pending: readonly Delivery[],
): Promise<void> {
  const { store, clock } = deps;
  const { eventId: id, payload, event, orderId } = delivery;
  const result = await deps.tracing.call(
    "webhook",
    delivery,
    { "malipo.order.id": orderId, "malipo.event": event },
    () => webhook.send({ id, payload }, clock.now()),
  );
  const endedAt = clock.now();
  const chance = deps.random.chance();
  if (result.kind === "aborted")
    return store.transaction((tx) => tx.settleTask(task, task));
  const after = await store.transaction(async (tx) => {
    const said = endpointAfter(result, endedAt);
    if (said !== null) await tx.updateEndpointState(webhook.endpoint, said);
    return change(
      ...([deps, tx, task, delivery] as const),
      result.kind === "delivered",
      (before) => afterTry(before, pending, result, endedAt, chance),
    );
  });
  if (result.kind === "failed" && result.error === "gone")
    await stopAll(deps, delivery, endedAt);
  if (after !== null) {
    report(deps, after);
    return;
  }
  deps.metrics.delivery("failed");
  deps.log.warn(
    { deliveryId: delivery.id, lastStatus: result.status },
    "a webhook attempt failed after a redrive",
  );
}

/** The endpoint is gone or deleted: the delivery is dead without another attempt. */
async function giveUp(
  deps: Deps,
  task: LeasedTask,
  delivery: Delivery,
  lastError: "gone" | "deleted",
): Promise<void> {
  const after = await deps.store.transaction((tx) =>
    change(deps, tx, task, delivery, false, (before) => ({
      ...before,
      status: "dead",
      lastError,
      nextTryAt: null,
    })),
  );
  if (after !== null) report(deps, after);
}

/**
 * Changes the delivery and settles its task. After a redrive meanwhile, the redrive's schedule stands, and only a
 * success still counts: null.
 */
async function change(
  deps: Deps,
  tx: StoreTransaction,
  task: LeasedTask,
  delivery: Delivery,
  isSuccess: boolean,
  toAfter: (before: Delivery) => Delivery,
): Promise<Delivery | null> {
  const before = (await tx.getDelivery(delivery.id)) ?? delivery;
  const isOvertaken = !isSuccess && wasRedriven(delivery, before);
  const after = isOvertaken ? before : toAfter(before);
  if (!isOvertaken) await tx.updateDelivery(after);
  const alert = isOvertaken ? null : deliveryAlert(before, after);
  if (alert !== null) await putAlert(deps, tx, alert);
  const { nextTryAt: dueAt } = after;
  await tx.settleTask(task, dueAt === null ? null : { ...task, dueAt });
  return isOvertaken ? null : after;
}

function wasRedriven(read: Delivery, now: Delivery): boolean {
  return (
    read.status !== now.status ||
    read.tries !== now.tries ||
    read.nextTryAt !== now.nextTryAt
  );
}

function afterTry(
  before: Delivery,
  pending: readonly Delivery[],
  result: Tried,
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
  if (result.error === "gone" || next === undefined)
    return { ...failed, status: "dead" };
  const notBefore = endedAt + (result.retryAfterSeconds ?? 0) * 1000;
  const nextTryAt = keepInOrder(
    before,
    pending,
    Math.max(next, notBefore),
    endedAt,
  );
  return { ...failed, status: "pending", nextTryAt };
}

/** What the response says about all webhooks to this endpoint; null if nothing. */
function endpointAfter(
  result: Tried,
  endedAt: Instant,
): Partial<EndpointState> | null {
  if (result.kind === "delivered") return null;
  if (result.error === "gone") return { goneAt: endedAt };
  const pauseMs = (result.retryAfterSeconds ?? 0) * 1000;
  return pauseMs > 0
    ? { pausedUntil: endedAt + Math.min(pauseMs, LONGEST_ENDPOINT_PAUSE_MS) }
    : null;
}

/** The others are given up now, and not when their next attempts are due. */
async function stopAll(
  { store, log }: Deps,
  delivery: Delivery,
  now: Instant,
): Promise<void> {
  log.error(
    { endpointId: delivery.endpointId },
    "the webhook endpoint is gone (410); nothing more is sent until a delivery is redriven",
  );
  await store.bringTasksBack("deliver_webhook", now, now, laneOf(delivery));
}

function report({ log, metrics }: Deps, delivery: Delivery): void {
  const { id, event, orderId, status, tries, lastStatus, lastError } = delivery;
  const { endpointId } = delivery;
  const fields = { deliveryId: id, endpointId, event, orderId, tries };
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
        "a webhook is given up; it can be redriven",
      );
  }
}
