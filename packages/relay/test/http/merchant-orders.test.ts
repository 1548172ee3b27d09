import { describe, expect, it } from "vitest";
import {
  callBack,
  problem,
  refusal,
  startPaying,
} from "../support/attempts.ts";
import { expecting } from "../support/expecting.ts";
import { SHOP, openedIn, startTestRelay } from "../support/test-relay.ts";
import { KEY, asMerchant, postAsMerchant } from "../support/merchant.ts";

const LINE = {
  sku: "GIFT",
  name: "Gift card",
  quantity: 2,
  unitAmount: { value: 50_000, currency: "KES" },
};
const kes = (value: number) => ({ value, currency: "KES" });

describe("the merchant key", () => {
  it("can't be guessed at any speed, and works on beside the guessing", async () => {
    const relay = await startTestRelay({
      asleep: true,
      rateLimits: { merchantKeys: { requests: 2, seconds: 60 } },
    });
    const guess = () =>
      relay.request("/v1/merchant/orders", {
        headers: { Authorization: "Bearer wrong" },
      });
    for (const status of [401, 401, 429])
      expect((await guess()).status).toBe(status);
    expect((await asMerchant(relay, "orders")).status).toBe(200);
  });
});

describe("POST /v1/merchant/orders", () => {
  it("makes an order with the merchant's prices, to be handed to a page", async () => {
    const relay = await startTestRelay({ asleep: true });
    const wish = { lines: [LINE], reference: "INV-7" };
    const answer = await postAsMerchant(relay, "orders", wish);
    expect(answer.status).toBe(201);
    // As the page reads it that was handed the secret.
    expect(await relay.read(openedIn(answer))).toMatchObject({
      reference: "INV-7",
      amount: kes(100_000),
      source: { type: "merchant" },
    });
  });

  it("adds delivery and tax to the total, and takes discounts off", async () => {
    const relay = await startTestRelay({ asleep: true });
    const adjustments = [
      { kind: "delivery", label: "Nairobi", amount: kes(20_000) },
      { kind: "tax", label: "VAT 16 %", amount: kes(16_000) },
      { kind: "discount", label: "Club", amount: kes(5_000) },
    ];
    const order = openedIn(
      await postAsMerchant(relay, "orders", { lines: [LINE], adjustments }),
    );
    const total = { amount: kes(131_000), adjustments };
    expect(await relay.read(order)).toMatchObject(total);
    expect((await asMerchant(relay, `orders/${order.id}`)).body).toMatchObject({
      order: total,
    });
    const csv = await asMerchant(relay, "exports/orders.csv");
    expect(csv.text).toContain(",200.00,160.00,50.00");
  });

  const line = (changes: object) => ({ lines: [{ ...LINE, ...changes }] });
  const ofOne = (currency: string) => ({ value: 1, currency });

  it.each([
    ...expecting("400 invalid_request", {
      "no lines": { lines: [] },
      "a float": line({ unitAmount: kes(0.5) }),
      "a sum that is wrong": line({ amount: kes(1) }),
      "more than can be exact": line({
        quantity: 9999,
        unitAmount: kes(Number.MAX_SAFE_INTEGER),
      }),
      "a reference of 300 characters": {
        lines: [LINE],
        reference: "R".repeat(300),
      },
    }),
    ...expecting("422 amount_out_of_range", {
      "a discount of everything": {
        lines: [LINE],
        adjustments: [
          { kind: "discount", label: "Gift", amount: kes(100_000) },
        ],
      },
      "a total of zero": line({ unitAmount: kes(0) }),
      "two currencies": {
        lines: [LINE, { ...LINE, unitAmount: ofOne("UGX") }],
      },
    }),
    ...expecting("422 currency_unsupported", {
      "an unknown currency": line({ unitAmount: ofOne("XXX") }),
    }),
  ])("refuses %s", async (_what, body, expected) => {
    const relay = await startTestRelay({ asleep: true });
    expect(refusal(await postAsMerchant(relay, "orders", body))).toBe(expected);
  });
});

describe("what a merchant may say beside an order", () => {
  it("is read as beside a shopper's, and stops no sale", async () => {
    const relay = await startTestRelay({ asleep: true });
    const answer = await postAsMerchant(relay, "orders", {
      lines: [{ ...LINE, sku: "CAFE\u0301" }],
      customer: { name: "", email: "a@shop.example ", phone: null },
      locale: "sw_KE",
    });
    const { id } = openedIn(answer);
    expect(await relay.store.getOrder(id)).toMatchObject({
      customer: { email: "a@shop.example" },
      locale: "sw-KE",
      lines: [{ sku: "CAF\u00c9" }],
    });
  });

  it.each([
    ["", 400, "invalid_request"],
    ["/checkout", 400, "invalid_request"],
    [`${SHOP}/${"x".repeat(2048)}`, 400, "invalid_request"],
    ["https://evil.example", 422, "return_url_refused"],
    ["about:srcdoc", 422, "return_url_refused"],
    ["shopapp://paid", 422, "return_url_refused"],
  ])(
    "but for the address %j, of orders and links",
    async (returnUrl, ...no) => {
      const relay = await startTestRelay({ asleep: true });
      const bodies = {
        "/v1/merchant/orders": { lines: [LINE], returnUrl },
        "/v1/merchant/payment-links": { returnUrl },
      };
      for (const [path, body] of Object.entries(bodies))
        expect(problem(await relay.post(path, body, KEY))).toEqual(no);
    },
  );
});

describe("GET /v1/merchant/orders", () => {
  it("finds a reference however it was pasted", async () => {
    const relay = await startTestRelay({ asleep: true });
    const reference = "INV-2026/7";
    await postAsMerchant(relay, "orders", { lines: [LINE], reference });
    for (const typed of [
      " INV-2026/7\n",
      "\u202aINV-2026/7\u202c",
      "INV-٢٠٢٦/７",
    ]) {
      const path = `orders?reference=${encodeURIComponent(typed)}`;
      const { body } = await asMerchant(relay, path);
      expect(body).toMatchObject({ orders: [{ reference }] });
    }
  });

  it("lists by page, newest first, and by status", async () => {
    const relay = await startTestRelay({ asleep: true });
    const ids: string[] = [];
    for (let made = 0; made < 3; made += 1) {
      ids.unshift((await relay.order()).id);
      relay.clock.advance(1);
    }
    const read = async (query: string) =>
      (await asMerchant(relay, `orders?${query}`)).body as {
        orders: { id: string }[];
        nextCursor: string | null;
      };
    const first = await read("limit=2");
    const rest = await read(`limit=2&cursor=${first.nextCursor ?? ""}`);
    expect([...first.orders, ...rest.orders].map(({ id }) => id)).toEqual(ids);
    expect(rest.nextCursor).toBeNull();
    expect((await read("status=paid")).orders).toEqual([]);
    expect(
      (await read("status=open&createdFrom=2026-11-21T09:00:01Z")).orders,
    ).toHaveLength(2);
    // In Nairobi the next day has begun: it is 00:30.
    relay.clock.advance(12.5 * 3600);
    const { id } = await relay.order();
    const next = await read("createdFrom=2026-11-22");
    expect(next.orders).toMatchObject([{ id }]);
    const before = await read(
      "createdFrom=2026-11-21&createdBefore=2026-11-22",
    );
    expect(before.orders.map((order) => order.id)).toEqual(ids);
  });

  it("shows one order with its attempts and all observations", async () => {
    const { relay, order, attemptId } = await startPaying({ asleep: true });
    await callBack(relay, attemptId, '{"a":1,}');
    const answer = await asMerchant(relay, `orders/${order.id}`);
    expect(answer.body).toMatchObject({
      order: { id: order.id, status: "pending" },
      attempts: [{ id: attemptId, provider: "almara", phone: "254712345678" }],
      observations: [
        { source: "submit", kind: "accepted", body: null },
        { source: "callback", kind: null, body: '{"a":1,}' },
      ],
    });
  });
});
