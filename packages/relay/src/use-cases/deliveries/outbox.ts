/**
 * The transactional outbox: webhooks are stored in the transaction of the change that they report, and sent afterwards.
 * Nothing is stored if no webhook is configured.
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
import { traceOf } from "../../domain/trace-context.ts";
import type { StoreTransaction, Task } from "../../ports/store.ts";
import type { Deps } from "../shared/deps.ts";
import {
  merchantFieldsOf,
  toMerchantAttemptJson,
  toRefundJson,
} from "../orders/merchant-view.ts";
import { toOrderJson } from "../orders/order-view.ts";

interface Message {
  readonly type: WebhookEvent;
  /** Deduplication key among the order's webhooks of this type. */
  readonly once: string;
  readonly attempt?: MerchantAttemptJson;
  readonly refund?: RefundJson;
}

/**
 * Call it in the transaction that stores the order, with the order before the change, and the stored order with its
 * view.
 */
export async function putOrderEvents(
  deps: Deps,
  tx: StoreTransaction,
  before: Order,
  { order, view }: { readonly order: Order; readonly view: OrderJson },
): Promise<void> {
  for (const { type, once, attempt } of orderEvents(before, order)) {
    if (type === "order.expired" && !reportsExpiry(deps, order)) continue;
    await put(deps, tx, order, view, {
      type,
      once,
      ...(attempt === null ? {} : { attempt: toMerchantAttemptJson(attempt) }),
    });
  }
}

/** Abandoned carts are frequent and not worth a webhook by default. */
const reportsExpiry = ({ settings }: Deps, { attempts }: Order): boolean =>
  attempts.length > 0 || settings.reportsAbandonedOrders;

export function deliveryTask(
  { id, event }: Pick<Delivery, "id" | "event">,
  dueAt: number,
): Task {
  const priority = isUrgentEvent(event)
    ? TASK_PRIORITY.first
    : TASK_PRIORITY.background;
  return { kind: "deliver_webhook", subject: id, dueAt, priority };
}

/** Call it in the transaction that sets the refund's status. Repeating it for the same refund changes nothing. */
export async function putRefundEvent(
  deps: Deps,
  tx: StoreTransaction,
  order: Order,
  refund: Refund,
  type: "refund.paid" | "refund.failed",
): Promise<void> {
  const view = toOrderJson(deps, order, deps.clock.now());
  await put(deps, tx, order, view, {
    type,
    once: refund.plan.id,
    refund: toRefundJson(refund),
  });
}

async function put(
  deps: Deps,
  tx: StoreTransaction,
  source: Order,
  order: OrderJson,
  { type, once, ...about }: Message,
): Promise<void> {
  if (deps.webhook === null) return;
  const now = deps.clock.now();
  const payload: WebhookPayload = {
    type,
    timestamp: new Date(now).toISOString(),
    data: { order: { ...order, ...merchantFieldsOf(source) }, ...about },
  };
  // The digest contains no full stop, the separator in the signed content.
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
    ...traceOf(source),
  });
  if (isNew) await tx.putTask(deliveryTask({ id, event: type }, now));
}
