/** What the shopper's page learns of refunds. */
import { describe, expect, it } from "vitest";
import { pass } from "../support/attempts.ts";
import { asMerchant, refund } from "../support/merchant.ts";
import { startPaid } from "../support/refunded.ts";
import { aPayout, found, kes } from "../support/stand-in-services.ts";
import { until } from "../support/until.ts";
import { watch } from "../support/watch.ts";

describe("the refunds of an order", () => {
  it("are in the order, and told while they are under way", async () => {
    const { relay, payouts, order } = await startPaid();
    const before = await relay.read(order);
    expect(before.refunds).toBeUndefined();
    await refund(relay, order, { amount: kes(100_000) });
    const requested = await relay.read(order);
    expect(requested.version).toBe(before.version + 1);
    expect(requested.refunds).toEqual({
      state: "paid",
      paid: kes(0),
      pending: kes(100_000),
    });
    const page = await watch(relay, order);
    await until("the snapshot", () => page.orders.length === 1);
    payouts.onFind = (id) =>
      found(aPayout(id, "paid", { amount: kes(100_000) }));
    await pass(relay, 6);
    await page.ended;
    const last = page.orders.at(-1);
    expect(last).toMatchObject({
      status: "paid",
      refunds: {
        state: "partly_refunded",
        paid: kes(100_000),
        pending: kes(0),
      },
    });
    expect(last?.outcome).toEqual(before.outcome);
  });

  it("that failed leave it as it was", async () => {
    const { relay, payouts, order } = await startPaid();
    payouts.onSend = () =>
      Promise.resolve({ kind: "refused", code: "declined", detail: "400" });
    await refund(relay, order);
    expect((await relay.read(order)).refunds).toEqual({
      state: "paid",
      paid: kes(0),
      pending: kes(0),
    });
  });
});

it("a paid order names the page of its receipt, to the shopper and in webhooks", async () => {
  const { relay, order } = await startPaid();
  const { outcome } = await relay.read(order);
  const { publicUrl } = relay.deps.settings;
  const path = `/receipts/${order.id}?s=${relay.secrets.receiptMac(order.id)}`;
  expect(outcome?.receiptUrl).toBe(`${publicUrl}${path}`);
  const { items } = await relay.store.listDeliveries(
    { orderId: order.id },
    { limit: 10 },
  );
  expect(items.map(({ payload }) => payload.includes(path))).toEqual([true]);
  const shown = await asMerchant(relay, `orders/${order.id}`);
  expect(shown.text).toContain(path);
  const unpaid = await relay.order();
  expect((await relay.read(unpaid)).outcome).toBeNull();
});
