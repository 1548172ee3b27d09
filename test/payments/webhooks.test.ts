import { describe, expect, it, onTestFinished } from "vitest";
import { askAsMerchant } from "../support/merchant.ts";
import { openOrder } from "../support/shopper.ts";
import type { Shopper } from "../support/shopper.ts";
import { freePort, startOwnStack, useToldStack } from "../support/stack.ts";
import type { Stack } from "../support/stack.ts";
import { until } from "../support/until.ts";
import { startWebhookReceiver } from "../support/webhook-receiver.ts";

interface Delivery {
  readonly id: string;
  readonly event: string;
  readonly status: string;
  readonly tries: number;
  readonly lastStatus: number | null;
}

/** The deliveries about an order, once they are all at this point. */
const deliveriesOf = (
  stack: Stack,
  { orderId }: Shopper,
  looks: (deliveries: readonly Delivery[]) => boolean,
): Promise<readonly Delivery[]> =>
  until("the deliveries look so", async () => {
    const { deliveries } = await askAsMerchant<{ deliveries: Delivery[] }>(
      stack,
      `/deliveries?orderId=${orderId}`,
    );
    return looks(deliveries) && deliveries;
  });

const areDelivered = (deliveries: readonly Delivery[]): boolean =>
  deliveries.length > 0 &&
  deliveries.every(({ status }) => status === "delivered");

describe("the merchant's webhook, checked with an independent library", () => {
  const { stack, receiver } = useToldStack();

  it("tells once that an order is paid, with the order as the page sees it", async () => {
    const shopper = await openOrder(stack);
    const attempt = await shopper.pay("mpesa", "0712 345 607");
    const order = await shopper.seesPaid();
    const { data, timestamp } = await receiver.about(order.id, "order.paid");
    // Callbacks that come after it may still change the version.
    const { version, serverTime, ...told } = data.order;
    expect(order).toMatchObject(told);
    expect(version).toBeLessThanOrEqual(order.version);
    expect(Date.parse(serverTime)).not.toBeNaN();
    expect(Math.abs(Date.now() - Date.parse(timestamp))).toBeLessThan(60_000);
    expect(data.order.attempt?.id).toBe(attempt.id);
    const [delivery] = await deliveriesOf(stack, shopper, areDelivered);
    expect(delivery).toMatchObject({
      event: "order.paid",
      tries: 1,
      lastStatus: 204,
    });
    expect(receiver.typesOf(order.id)).toEqual(["order.paid"]);
  });
});

describe("a merchant's backend that is down", () => {
  it("is told when it is up again, also by a relay that was restarted", async () => {
    const port = await freePort();
    const webhookUrl = `http://localhost:${port}/hooks`;
    const stack = await startOwnStack({ webhookUrl });
    const shopper = await openOrder(stack);
    await shopper.pay("mpesa", "0712 345 601");
    await shopper.seesPaid();
    const [waiting] = await deliveriesOf(
      stack,
      shopper,
      ([delivery]) => delivery?.tries === 1,
    );
    expect(waiting).toMatchObject({ status: "pending", lastStatus: null });
    await stack.restart();
    const receiver = await startWebhookReceiver(port);
    onTestFinished(() => receiver.close());
    expect(receiver.url).toBe(webhookUrl);
    const { id } = await receiver.about(shopper.orderId, "order.paid");
    expect(id).toBe(waiting?.id);
    await deliveriesOf(stack, shopper, areDelivered);
    expect(receiver.typesOf(shopper.orderId)).toEqual(["order.paid"]);
    expect(receiver.refused).toEqual([]);
  });
});
