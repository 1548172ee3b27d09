/**
 * The transactional outbox: webhooks are stored in the transaction of the change that they report, and sent afterwards.
 * Each event is in the list of events, and each endpoint that wants it has a delivery of its own.
 */
import type { Order as OrderJson } from "@malipo/protocol";
import type {
  MerchantAttempt as MerchantAttemptJson,
  Refund as RefundJson,
  WebhookPayload,
} from "@malipo/protocol/merchant";
import { isUrgentEvent } from "../../domain/delivery.ts";
import type { Delivery, WebhookEvent } from "../../domain/delivery.ts";
import type { MerchantEvent } from "../../domain/merchant-event.ts";
import { orderEvents } from "../../domain/order-events.ts";
import type { Order } from "../../domain/order.ts";
import type { Refund } from "../../domain/refund.ts";
import { TASK_PRIORITY } from "../../domain/task.ts";
import { traceOf } from "../../domain/trace-context.ts";
import {
  CONFIGURED_ENDPOINT_ID,
  laneOf,
  wantsEvent,
} from "../../domain/webhook-endpoint.ts";
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
      ...(attempt === null
        ? {}
        : { attempt: toMerchantAttemptJson(attempt, order) }),
    });
  }
}

/** Abandoned carts are frequent and not worth a webhook by default. */
const reportsExpiry = ({ settings }: Deps, { attempts }: Order): boolean =>
  attempts.length > 0 || settings.reportsAbandonedOrders;

export function deliveryTask(
  delivery: Pick<Delivery, "id" | "event" | "endpointId">,
  dueAt: number,
): Task {
  const { id, event } = delivery;
  const priority = isUrgentEvent(event)
    ? TASK_PRIORITY.first
    : TASK_PRIORITY.background;
  const lane = laneOf(delivery);
  return { kind: "deliver_webhook", lane, subject: id, dueAt, priority };
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
  const now = deps.clock.now();
  const payload: WebhookPayload = {
    type,
    timestamp: new Date(now).toISOString(),
    data: { order: { ...order, ...merchantFieldsOf(source) }, ...about },
  };
  const name = `webhook ${order.id} ${type} ${once}`;
  for (const digest of deps.secrets.earlierDigests(name))
    if (await isKnown(tx, toId(digest))) return;
  const event: MerchantEvent = {
    id: toId(deps.secrets.digest(name)),
    orderId: order.id,
    payload: JSON.stringify(payload),
    createdAt: now,
  };
  if (!(await tx.events.insert(event))) return;
  const endpointIds = await endpointsFor(deps, tx, type);
  for (const endpointId of endpointIds) {
    const id =
      endpointId === CONFIGURED_ENDPOINT_ID
        ? event.id
        : toId(deps.secrets.digest(`${name} to ${endpointId}`));
    const delivery: Delivery = {
      ...{ id, eventId: event.id, endpointId, event: type },
      ...{ orderId: event.orderId, payload: event.payload },
      ...{ status: "pending", tries: 0 },
      ...{ lastTryAt: null, lastStatus: null, lastError: null },
      ...{ nextTryAt: now, createdAt: now, deliveredAt: null },
      ...traceOf(source),
    };
    if (await tx.insertDelivery(delivery))
      await tx.putTask(deliveryTask(delivery, now));
  }
}

/** Under the id that it had with the previous master key; or before there was a list. */
const isKnown = async (tx: StoreTransaction, id: string): Promise<boolean> =>
  (await tx.events.has(id)) || (await tx.getDelivery(id)) !== undefined;

/** The digest contains no full stop, the separator in the signed content. */
const toId = (digest: string): string => `msg_${digest}`;

/** Read with the change, so that an endpoint is told of all that happens after it was made. */
async function endpointsFor(
  { webhook }: Deps,
  tx: StoreTransaction,
  event: WebhookEvent,
): Promise<readonly string[]> {
  const made = await tx.webhookEndpoints.list();
  return [
    ...(webhook === null ? [] : [CONFIGURED_ENDPOINT_ID]),
    ...made.filter((each) => wantsEvent(each, event)).map(({ id }) => id),
  ];
}
