/** The merchant lists webhook deliveries and redrives them. */
import type { Delivery as DeliveryJson } from "@malipo/protocol/merchant";
import type { Delivery } from "../../domain/delivery.ts";
import { OPEN_ENDPOINT } from "../../domain/delivery-order.ts";
import { NOT_FOUND, ok } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import type { AuditTrail } from "../shared/audit.ts";
import type { Deps } from "../shared/deps.ts";
import { deliveryTask } from "./outbox.ts";

const isoOrNull = (at: number | null): string | null =>
  at === null ? null : new Date(at).toISOString();

export function toDeliveryJson(delivery: Delivery): DeliveryJson {
  const { id, event, orderId, status, tries, lastStatus, lastError } = delivery;
  return {
    id,
    event,
    orderId,
    status,
    tries,
    lastTryAt: isoOrNull(delivery.lastTryAt),
    lastStatus,
    lastError,
    nextTryAt: isoOrNull(delivery.nextTryAt),
    createdAt: new Date(delivery.createdAt).toISOString(),
    deliveredAt: isoOrNull(delivery.deliveredAt),
  };
}

/**
 * Sends the webhook again now, whatever its status, with the same id and a full retry schedule. Someone expects the
 * endpoint to work: it is no longer gone or paused.
 */
export function redriveDelivery(
  deps: Deps,
  id: string,
  audit: AuditTrail,
): Promise<Result<Delivery>> {
  return deps.store.transaction(async (tx): Promise<Result<Delivery>> => {
    const before = await tx.getDelivery(id);
    if (before === undefined) return NOT_FOUND;
    const now = deps.clock.now();
    const after: Delivery = {
      ...before,
      status: "pending",
      tries: 0,
      nextTryAt: now,
      deliveredAt: null,
    };
    await tx.updateDelivery(after);
    await tx.putTask(deliveryTask(after, now));
    if (deps.webhook !== null)
      await tx.updateWebhookEndpoint(deps.webhook.endpoint, OPEN_ENDPOINT);
    await audit.record(tx, {
      before: { status: before.status, tries: before.tries },
      after: { status: after.status, tries: after.tries },
    });
    return ok(after);
  });
}
