import type {
  NewWebhookEndpoint,
  WebhookEndpoint,
} from "@malipo/protocol/merchant";
import { KEY, asMerchant } from "./merchant.ts";
import type { Answer, TestRelay } from "./test-relay.ts";

export interface MadeEndpoint extends WebhookEndpoint {
  readonly secret: string;
}

export async function makeEndpoint(
  relay: TestRelay,
  input: object = {},
): Promise<MadeEndpoint> {
  const body = {
    name: "Accounting",
    url: "https://books.example/webhooks",
    ...input,
  };
  return endpointIn(
    await relay.post("/v1/merchant/webhook-endpoints", body, KEY),
  );
}

/** The endpoint in an answer with its new secret; fails on any other answer. */
export function endpointIn(answer: Answer): MadeEndpoint {
  if (answer.status >= 300) throw new Error(answer.text);
  const { webhookEndpoint, secret } = answer.body as NewWebhookEndpoint;
  return { ...webhookEndpoint, secret };
}

export const changeEndpoint = (
  relay: TestRelay,
  id: string,
  changes: object,
): Promise<Answer> =>
  relay.request(`/v1/merchant/webhook-endpoints/${id}`, {
    method: "PATCH",
    headers: { ...KEY, "Content-Type": "application/json" },
    body: JSON.stringify(changes),
  });

export const deleteEndpoint = (relay: TestRelay, id: string): Promise<Answer> =>
  relay.request(`/v1/merchant/webhook-endpoints/${id}`, {
    method: "DELETE",
    headers: KEY,
  });

export async function listEndpoints(
  relay: TestRelay,
): Promise<readonly WebhookEndpoint[]> {
  const { body } = await asMerchant(relay, "webhook-endpoints");
  return (body as { webhookEndpoints: WebhookEndpoint[] }).webhookEndpoints;
}
