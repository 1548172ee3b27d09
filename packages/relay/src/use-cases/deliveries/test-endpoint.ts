/** A test message to a webhook endpoint, sent when somebody asks for it. */
import { TEST_EVENT } from "@malipo/protocol/merchant";
import type { TestPayload, WebhookTest } from "@malipo/protocol/merchant";
import type { DeliveryError } from "../../domain/delivery.ts";
import { NOT_FOUND, ok } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import { CONFIGURED_ENDPOINT_ID } from "../../domain/webhook-endpoint.ts";
import type { WebhookResult, WebhookSender } from "../../ports/webhook.ts";
import type { AuditTrail } from "../shared/audit.ts";
import type { Deps } from "../shared/deps.ts";
import { connectTo } from "./receivers.ts";
import { readEndpoint } from "./webhook-endpoints.ts";

/** Sends a message once and returns how it was received. Nothing of it is stored. */
export async function testEndpoint(
  deps: Deps,
  id: string,
  audit: AuditTrail,
): Promise<Result<WebhookTest>> {
  const { store, clock, random } = deps;
  const found = await readEndpoint(deps, id);
  if (!found.ok) return found;
  const { name } = found.value;
  const sender = await senderOf(deps, id);
  if (sender === null) return NOT_FOUND;
  await store.transaction((tx) => audit.start(tx));
  const payload: TestPayload = {
    type: TEST_EVENT,
    timestamp: new Date(clock.now()).toISOString(),
    data: { endpoint: { id, name } },
  };
  const messageId = random.id("msg_");
  const result = await sender.send(
    { id: messageId, payload: JSON.stringify(payload) },
    clock.now(),
  );
  const error = whyNotDelivered(result);
  audit.describe({ after: { status: error ?? "delivered" } });
  const status = result.kind === "aborted" ? null : result.status;
  return ok({ id: messageId, delivered: error === null, status, error });
}

/** Aborted: the relay is stopping. */
function whyNotDelivered(result: WebhookResult): DeliveryError | null {
  if (result.kind === "aborted") return "connection";
  return result.kind === "failed" ? result.error : null;
}

async function senderOf(deps: Deps, id: string): Promise<WebhookSender | null> {
  if (id === CONFIGURED_ENDPOINT_ID) return deps.webhook;
  const endpoint = await deps.store.webhookEndpoints.find(id);
  return endpoint === undefined || endpoint.deletedAt !== null
    ? null
    : connectTo(deps, endpoint);
}
