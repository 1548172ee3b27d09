import { createWebhookSender } from "../../src/adapters/webhook-sender/webhook-sender.ts";
import type { Delivery } from "../../src/domain/delivery.ts";
import { localHttp } from "./local-http.ts";
import { callBack, paidAnew } from "./attempts.ts";
import type { OpenedOrder, TestRelay, TestRelayOptions } from "./test-relay.ts";
import { startTestRelay } from "./test-relay.ts";
import { until } from "./until.ts";
import { makeSecret, startReceiver } from "./webhook-receiver.ts";
import type { WebhookReceiver } from "./webhook-receiver.ts";

export const SECRET = makeSecret(1);

/** A relay that tells a merchant's backend. */
export async function startTelling(
  options: TestRelayOptions = {},
): Promise<{ relay: TestRelay; receiver: WebhookReceiver }> {
  const receiver = await startReceiver();
  const webhook = createWebhookSender({
    url: receiver.url,
    http: localHttp(),
    secrets: [SECRET.bytes],
    version: "0.0.0-test",
  });
  const relay = await startTestRelay({ webhook, ...options });
  return { relay, receiver };
}

/** The provider tells of a payment of this order. */
async function payOrder(relay: TestRelay, order: OpenedOrder): Promise<void> {
  const attemptId = await relay.attempt(order);
  const answer = paidAnew(relay);
  relay.provider.onQuery = () => answer;
  await callBack(relay, attemptId);
}

/** A new order whose payment the provider has just told of. */
export async function paidOrder(relay: TestRelay): Promise<OpenedOrder> {
  const order = await relay.order();
  await payOrder(relay, order);
  return order;
}

/** Of one order, newest first. */
export async function deliveriesOf(
  relay: TestRelay,
  orderId: string,
): Promise<readonly Delivery[]> {
  const page = await relay.store.listDeliveries({ orderId }, { limit: 100 });
  return page.items;
}

/** The order's only delivery, once it has been tried so often. */
export function triedDelivery(
  relay: TestRelay,
  orderId: string,
  tries: number,
): Promise<Delivery> {
  return until(`the webhook is tried ${tries} times`, async () => {
    const [delivery, ...more] = await deliveriesOf(relay, orderId);
    if (more.length > 0) throw new Error("there is more than one webhook");
    return delivery?.tries === tries ? delivery : undefined;
  });
}

/** Time goes by, and the scheduler looks. */
export function later(relay: TestRelay, seconds: number): void {
  relay.clock.advance(seconds);
  relay.relay.scheduler.poll();
}
