/** The merchant lists webhook deliveries and redrives them. */
import type { Delivery as DeliveryJson } from "@malipo/protocol/merchant";
import type { Delivery } from "../../domain/delivery.ts";
import { OPEN_ENDPOINT } from "../../domain/delivery-order.ts";
import { NOT_FOUND, ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import { readPayload } from "../../domain/merchant-event.ts";
import { CONFIGURED_ENDPOINT_ID } from "../../domain/webhook-endpoint.ts";
import type { StoreTransaction } from "../../ports/store.ts";
import type { AuditTrail } from "../shared/audit.ts";
import type { Deps } from "../shared/deps.ts";
import { deliveryTask } from "./outbox.ts";

const isoOrNull = (at: number | null): string | null =>
  at === null ? null : new Date(at).toISOString();

export function toDeliveryJson(delivery: Delivery): DeliveryJson {
  const { id, event, orderId, status, tries, lastStatus, lastError } = delivery;
  return {
    id,
    eventId: delivery.eventId,
    endpointId: delivery.endpointId,
    event,
    orderId,
    reference: readPayload(delivery.payload).data.order.reference,
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
 * endpoint to work: what it said is forgotten. If the merchant has paused it, the webhook waits with the others.
 */
export function redriveDelivery(
  deps: Deps,
  id: string,
  audit: AuditTrail,
): Promise<Result<Delivery>> {
  return deps.store.transaction(async (tx): Promise<Result<Delivery>> => {
    const before = await tx.getDelivery(id);
    if (before === undefined) return NOT_FOUND;
    const state = await stateToOpen(deps, tx, before.endpointId);
    if (!state.ok) return state;
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
    if (state.value !== null)
      await tx.updateEndpointState(state.value, OPEN_ENDPOINT);
    await audit.record(tx, {
      before: { status: before.status, tries: before.tries },
      after: { status: after.status, tries: after.tries },
    });
    return ok(after);
  });
}

/** By what name it is stored what the endpoint said; null if the endpoint is not configured at present. */
async function stateToOpen(
  { webhook, webhookConnector }: Deps,
  tx: StoreTransaction,
  endpointId: string,
): Promise<Result<string | null>> {
  if (endpointId === CONFIGURED_ENDPOINT_ID)
    return ok(webhook?.endpoint ?? null);
  const endpoints = await tx.webhookEndpoints.list();
  const endpoint = endpoints.find(({ id }) => id === endpointId);
  return endpoint === undefined || endpoint.deletedAt !== null
    ? refuse(
        "webhook_endpoint_deleted",
        "The endpoint of this webhook was deleted, so it can't be sent again.",
      )
    : ok(webhookConnector.connect(endpoint.url, []).endpoint);
}
