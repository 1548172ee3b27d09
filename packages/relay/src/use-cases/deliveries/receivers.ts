/** What sends to an endpoint. */
import { webhookSecretBase64 } from "@malipo/protocol/webhook-signature";
import { secretIsOver } from "../../domain/secret-rotation.ts";
import { CONFIGURED_ENDPOINT_ID } from "../../domain/webhook-endpoint.ts";
import type { WebhookEndpoint } from "../../domain/webhook-endpoint.ts";
import type { WebhookSender } from "../../ports/webhook.ts";
import type { Deps } from "../shared/deps.ts";

type Receiver =
  | { readonly kind: "here"; readonly sender: WebhookSender }
  /** Paused, or no longer configured: its deliveries wait. */
  | { readonly kind: "absent" }
  | { readonly kind: "deleted" };

export async function findReceiver(
  deps: Deps,
  endpointId: string,
): Promise<Receiver> {
  if (endpointId === CONFIGURED_ENDPOINT_ID)
    return deps.webhook === null
      ? { kind: "absent" }
      : { kind: "here", sender: deps.webhook };
  const endpoint = await deps.store.webhookEndpoints.find(endpointId);
  if (endpoint === undefined || endpoint.deletedAt !== null)
    return { kind: "deleted" };
  return endpoint.pausedAt === null
    ? { kind: "here", sender: connectTo(deps, endpoint) }
    : { kind: "absent" };
}

/** Signs with the newest secret and those that a rotation has not ended yet. */
export function connectTo(
  { secrets, clock, webhookConnector }: Deps,
  endpoint: WebhookEndpoint,
): WebhookSender {
  const now = clock.now();
  const opened = endpoint.secrets
    .filter((secret) => !secretIsOver(secret, now))
    .map(({ sealed }) => toBytes(secrets, endpoint.id, sealed));
  return webhookConnector.connect(endpoint.url, opened);
}

function toBytes(
  secrets: Deps["secrets"],
  endpointId: string,
  sealed: string,
): Uint8Array {
  const secret = secrets.openWebhookSecret(endpointId, sealed);
  const base64 = secret === undefined ? undefined : webhookSecretBase64(secret);
  if (base64 === undefined)
    throw new Error(
      `The secret of the webhook endpoint ${endpointId} can't be opened: MALIPO_MASTER_KEY is not the key that it was stored with. Rotate the endpoint's secret.`,
    );
  return Buffer.from(base64, "base64");
}
