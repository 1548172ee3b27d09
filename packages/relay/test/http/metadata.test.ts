import { describe, expect, it } from "vitest";
import { eraseOrderData } from "../../src/use-cases/upkeep/erase-order.ts";
import { problem } from "../support/attempts.ts";
import { KEY, asMerchant, postAsMerchant } from "../support/merchant.ts";
import { newKey, openedIn } from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";
import { startTelling } from "../support/webhooks.ts";

const METADATA = { customerNumber: "C-1007", "till.no": "=2" };
const LINES = [
  {
    sku: "A",
    name: "Apron",
    quantity: 1,
    unitAmount: { value: 150_000, currency: "KES" },
  },
];

const create = (relay: TestRelay, metadata: unknown, key = newKey()) =>
  relay.post(
    "/v1/merchant/orders",
    { lines: LINES, metadata },
    { ...KEY, "Idempotency-Key": key },
  );

describe("metadata", () => {
  it("of an order comes back in the merchant's answers and webhooks, and to no page", async () => {
    const { relay } = await startTelling({ asleep: true });
    const key = newKey();
    const made = await create(relay, METADATA, key);
    expect(made.body).toMatchObject({ order: { metadata: METADATA } });
    const again = await create(relay, METADATA, key);
    expect(again.body).toMatchObject({ order: { metadata: METADATA } });
    expect((await create(relay, {}, key)).status).toBe(422);
    const order = openedIn(made);
    for (const path of ["orders", `orders/${order.id}`])
      expect((await asMerchant(relay, path)).text).toContain("C-1007");
    await postAsMerchant(relay, `orders/${order.id}/cancel`);
    const { items } = await relay.store.listDeliveries(
      { orderId: order.id },
      { limit: 10 },
    );
    expect(JSON.parse(items[0]?.payload ?? "")).toMatchObject({
      type: "order.cancelled",
      data: { order: { metadata: METADATA } },
    });
    const page = await relay.request(`/v1/orders/${order.id}`, {
      headers: order.auth,
    });
    expect(page.status).toBe(200);
    expect(page.text).not.toContain("metadata");
    await eraseOrderData(relay.store, order.id, Date.now(), "erase");
    for (const path of [
      `orders/${order.id}`,
      `deliveries/${items[0]?.id ?? ""}`,
    ]) {
      const { text } = await asMerchant(relay, path);
      expect(text).not.toContain("C-1007");
    }
  });

  it("of a link is copied to its orders, and replaced or cleared as a whole", async () => {
    const { relay } = await startTelling({ asleep: true });
    const made = await postAsMerchant(relay, "payment-links", {
      title: "Class",
      amount: { value: 1_000, currency: "KES" },
      metadata: METADATA,
    });
    expect(made.body).toMatchObject({ metadata: METADATA });
    const { id } = made.body as { id: string };
    const shown = await relay.request(`/v1/payment-links/${id}`);
    expect(shown.text).not.toContain("metadata");
    const paid = await relay.post(
      "/v1/orders",
      { paymentLink: id },
      { Origin: "https://shop.example", "Idempotency-Key": newKey() },
    );
    const order = openedIn(paid);
    expect((await asMerchant(relay, `orders/${order.id}`)).body).toMatchObject({
      order: { metadata: METADATA },
    });
    for (const [metadata, expected] of [
      [{ a: "b" }, { a: "b" }],
      [undefined, { a: "b" }],
      [null, undefined],
    ]) {
      const changed = await relay.request(`/v1/merchant/payment-links/${id}`, {
        method: "PATCH",
        headers: { ...KEY, "Content-Type": "application/json" },
        body: JSON.stringify({ metadata, title: "New" }),
      });
      expect((changed.body as { metadata: unknown }).metadata).toEqual(
        expected,
      );
    }
  });

  it.each([
    Object.fromEntries(
      Array.from({ length: 21 }, (_, i) => [`k${String(i)}`, ""]),
    ),
    { "": "x" },
    { " k": "x" },
    { [`k${"x".repeat(40)}`]: "x" },
    { k: "x".repeat(501) },
    { k: 1 },
    { k: null },
    [],
    "x",
  ])(
    "is refused where it is no small set of text pairs: %j",
    async (metadata) => {
      const { relay } = await startTelling({ asleep: true });
      expect(problem(await create(relay, metadata))).toEqual([
        400,
        "invalid_request",
      ]);
    },
  );
});
