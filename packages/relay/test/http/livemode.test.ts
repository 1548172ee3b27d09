import { describe, expect, it } from "vitest";
import type { Order } from "@malipo/protocol";
import { toOrderJson } from "../../src/use-cases/orders/order-view.ts";
import { postAsMerchant } from "../support/merchant.ts";
import { until } from "../support/until.ts";
import { verify } from "../support/webhook-receiver.ts";
import { SECRET, paidOrder, startTelling } from "../support/webhooks.ts";

describe("livemode", () => {
  it.each([false, true])(
    "is %s for the page, the merchant, a payment link and webhooks",
    async (livemode) => {
      const { relay, receiver } = await startTelling({
        settings: { livemode },
      });
      const order = await paidOrder(relay);
      expect(await relay.read(order)).toMatchObject({ livemode });
      const link = await postAsMerchant(relay, "payment-links", {
        title: "Gift card",
        amount: { value: 100_000, currency: "KES" },
      });
      expect(link.body).toMatchObject({ livemode });
      const message = await until("a webhook", () => receiver.received[0]);
      expect(verify(message, SECRET.text).data).toMatchObject({
        order: { livemode },
      });
    },
  );

  it("is what it was when the order was created, whatever is configured since", async () => {
    const { relay } = await startTelling({ settings: { livemode: false } });
    const { id } = await relay.order();
    const stored = await relay.store.getOrder(id);
    if (stored === undefined) throw new Error("the order is not stored");
    const { deps } = relay;
    const settings = { ...deps.settings, livemode: true };
    const read = (order: typeof stored): Order =>
      toOrderJson({ ...deps, settings }, order, relay.clock.now());
    expect(read(stored).livemode).toBe(false);
    // Orders from before it was recorded claim nothing.
    expect(read({ ...stored, livemode: null })).not.toHaveProperty("livemode");
  });
});
