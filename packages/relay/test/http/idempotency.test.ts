import { describe, expect, it } from "vitest";
import { refusal } from "../support/attempts.ts";
import { KEY, paidOrder } from "../support/merchant.ts";
import { ScriptedPayouts } from "../support/stand-in-services.ts";
import { SHOP, newKey, startTestRelay } from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";

interface Call {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
  /** The same, with its fields in another order where it has several. */
  readonly again: object;
  readonly other: object;
}

const LINES = [{ sku: "SHRT-BLK-XL-9981", quantity: 2 }];
const priced = (value: number) => ({
  lines: [
    {
      sku: "GIFT",
      name: "Gift card",
      quantity: 1,
      unitAmount: { value, currency: "KES" },
    },
  ],
});

const CALLS: Readonly<Record<string, (relay: TestRelay) => Promise<Call>>> = {
  "an order": () =>
    Promise.resolve({
      path: "/v1/orders",
      headers: { Origin: SHOP },
      body: { lines: LINES, locale: "sw" },
      again: { locale: "sw", lines: LINES },
      other: { lines: LINES },
    }),
  "a merchant's order": () =>
    Promise.resolve({
      path: "/v1/merchant/orders",
      headers: KEY,
      body: priced(100),
      again: priced(100),
      other: priced(200),
    }),
  "a payment link": () =>
    Promise.resolve({
      path: "/v1/merchant/payment-links",
      headers: KEY,
      body: { title: "Gift card" },
      again: { title: "Gift card" },
      other: { title: "Another" },
    }),
  "an attempt": async (relay) => {
    const { id, auth } = await relay.order();
    return {
      path: `/v1/orders/${id}/attempts`,
      headers: auth,
      body: { method: "mpesa", phone: "0712 345 678" },
      again: { phone: "0712 345 678", method: "mpesa" },
      other: { method: "card" },
    };
  },
  "a refund": async (relay) => {
    const { id } = await paidOrder(relay);
    return {
      path: `/v1/merchant/orders/${id}/refunds`,
      headers: KEY,
      body: { reason: "Wrong size" },
      again: { reason: "Wrong size" },
      other: { reason: "Wrong colour" },
    };
  },
};

describe("an idempotency key", () => {
  it.each(Object.entries(CALLS))(
    "gives the same answer to the same body, and none to another: %s",
    async (_what, prepare) => {
      const payouts = new ScriptedPayouts();
      const relay = await startTestRelay({
        asleep: true,
        services: { payouts },
      });
      const { path, headers, body, again, other } = await prepare(relay);
      const submits = relay.provider.submits.length;
      const keyed = { ...headers, "Idempotency-Key": newKey() };
      const first = await relay.post(path, body, keyed);
      expect(first.status).toBe(201);
      relay.clock.advance(5);
      const second = await relay.post(path, again, keyed);
      expect([second.status, second.text]).toEqual([201, first.text]);
      expect(refusal(await relay.post(path, other, keyed))).toBe(
        "422 idempotency_key_reused",
      );
      expect(relay.provider.submits.length - submits).toBeLessThanOrEqual(1);
      expect(payouts.sent.length).toBeLessThanOrEqual(1);
    },
  );

  it("may be left out by the merchant's backend, which then makes another order", async () => {
    const relay = await startTestRelay({ asleep: true });
    for (let time = 0; time < 2; time += 1)
      await relay.post("/v1/merchant/orders", priced(100), KEY);
    const { items } = await relay.store.listOrders({}, { limit: 10 });
    expect(items).toHaveLength(2);
  });
});
