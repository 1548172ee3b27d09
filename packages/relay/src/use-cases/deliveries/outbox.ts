/**
 * The outbox: what the merchant's backend is to be told is written in the transaction that makes it true,
 * and sent after it. Nothing is written where no webhook is configured.
 */
import type { Order as OrderJson } from "@malipo/protocol";
import type {
  MerchantAttempt as MerchantAttemptJson,
  Refund as RefundJson,
  WebhookPayload,
} from "@malipo/protocol/merchant";
import { isUrgentEvent } from "../../domain/delivery.ts";
import type { Delivery, WebhookEvent } from "../../domain/delivery.ts";
import { orderEvents } from "../../domain/order-events.ts";
import type { Order } from "../../domain/order.ts";
import type { Refund } from "../../domain/refund.ts";
import { TASK_PRIORITY } from "../../domain/task.ts";
import type { StoreTransaction, Task } from "../../ports/store.ts";
import type { Deps } from "../shared/deps.ts";
import {
  toMerchantAttemptJson,
  toRefundJson,
} from "../orders/merchant-view.ts";
import { toOrderJson } from "../orders/order-view.ts";

interface Message {
  readonly type: WebhookEvent;
  /** Among the messages of this type of one order: the same name is written once. */
  readonly once: string;
  readonly attempt?: MerchantAttemptJson;
  readonly refund?: RefundJson;
}

/** Call it with the order as it was, and as it is stored and seen, in the transaction that stores it. */
export async function putOrderEvents(
  deps: Deps,
  tx: StoreTransaction,
  before: Order,
  { order, view }: { readonly order: Order; readonly view: OrderJson },
): Promise<void> {
  for (const { type, once, attempt } of orderEvents(before, order)) {
    if (type === "order.expired" && !tellsExpiry(deps, order)) continue;
    await put(deps, tx, view, {
      type,
      once,
      ...(attempt === null ? {} : { attempt: toMerchantAttemptJson(attempt) }),
    });
  }
}

/** A cart that was left behind is no news, and there are many of them. */
const tellsExpiry = ({ settings }: Deps, { attempts }: Order): boolean =>
  attempts.length > 0 || settings.tellsAbandonedOrders;

export function deliveryTask(
  { id, event }: Pick<Delivery, "id" | "event">,
  dueAt: number,
): Task {
  const priority = isUrgentEvent(event)
    ? TASK_PRIORITY.first
    : TASK_PRIORITY.background;
  return { kind: "deliver_webhook", subject: id, dueAt, priority };
}

/** Call it in the transaction that gives the refund this status; the second time for one refund changes nothing. */
export async function putRefundEvent(
  deps: Deps,
  tx: StoreTransaction,
  order: Order,
  refund: Refund,
  type: "refund.paid" | "refund.failed",
): Promise<void> {
  const view = toOrderJson(deps, order, deps.clock.now());
  await put(deps, tx, view, {
    type,
    once: refund.plan.id,
    refund: toRefundJson(refund),
  });
}

async function put(
  deps: Deps,
  tx: StoreTransaction,
  order: OrderJson,
  { type, once, ...about }: Message,
): Promise<void> {
  if (deps.webhook === null) return;
  const now = deps.clock.now();
  const payload: WebhookPayload = {
    type,
    timestamp: new Date(now).toISOString(),
    data: { order, ...about },
  };
  // The digest has no full stop in it, which the signature's own parts are separated by.
  const name = `webhook ${order.id} ${type} ${once}`;
  const toId = (digest: string): string => `msg_${digest}`;
  for (const digest of deps.secrets.earlierDigests(name))
    if ((await tx.getDelivery(toId(digest))) !== undefined) return;
  const id = toId(deps.secrets.digest(name));
  const isNew = await tx.insertDelivery({
    id,
    event: type,
    orderId: order.id,
    payload: JSON.stringify(payload),
    status: "pending",
    tries: 0,
    lastTryAt: null,
    lastStatus: null,
    lastError: null,
    nextTryAt: now,
    createdAt: now,
    deliveredAt: null,
  });
  if (isNew) await tx.putTask(deliveryTask({ id, event: type }, now));
}
