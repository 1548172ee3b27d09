import { describe, expect, expectTypeOf, it } from "vitest";
import {
  MERCHANT_KEY,
  newKey,
  startTestRelay,
} from "../../relay/test/support/test-relay.ts";
import { ProblemError, createMerchantClient } from "../src/index.ts";
import type { MerchantClient } from "../src/index.ts";

const BODY = {
  lines: [
    {
      sku: "A",
      name: "Apron",
      quantity: 1,
      unitAmount: { value: 150_000, currency: "KES" },
    },
  ],
};

async function startRelay() {
  const relay = await startTestRelay({ asleep: true });
  const malipo = createMerchantClient({ relay: relay.url, key: MERCHANT_KEY });
  return { relay, malipo };
}

const refusalOf = (call: Promise<unknown>): Promise<ProblemError> =>
  call.then(
    () => {
      throw new Error("was not refused");
    },
    (error: unknown) => {
      if (error instanceof ProblemError) return error;
      throw error;
    },
  );

describe("createMerchantClient", () => {
  it("creates an order once for a key, reads it and cancels it", async () => {
    const { malipo } = await startRelay();
    const input = { body: BODY, idempotencyKey: newKey() };
    const made = await malipo.post("/v1/merchant/orders", input);
    const again = await malipo.post("/v1/merchant/orders", input);
    expect(again.order.id).toBe(made.order.id);
    const path = { id: made.order.id };
    const read = await malipo.get("/v1/merchant/orders/{id}", { path });
    expect(read.order).toMatchObject({
      status: "open",
      amount: { value: 150_000, currency: "KES" },
    });
    const { order } = await malipo.post("/v1/merchant/orders/{id}/cancel", {
      path,
    });
    expect(order.status).toBe("cancelled");
  });

  it("downloads an export as it comes, and is told why there is none", async () => {
    const { malipo } = await startRelay();
    const made = await malipo.post("/v1/merchant/orders", { body: BODY });
    const path = "/v1/merchant/exports/orders.csv";
    const csv = await new Response(await malipo.download(path)).text();
    expect(csv.split("\r\n")[1]).toContain(made.order.id);
    const refused = await refusalOf(
      malipo.download(path, { query: { from: "soon" } }),
    );
    expect(refused.code).toBe("invalid_request");
  });

  it("makes an API key, is told which scope it lacks, and deletes it", async () => {
    const { relay, malipo } = await startRelay();
    const { apiKey, key } = await malipo.post("/v1/merchant/api-keys", {
      body: { name: "Accounting", scopes: ["read"] },
    });
    const reader = createMerchantClient({ relay: relay.url, key });
    const refused = await refusalOf(
      reader.post("/v1/merchant/orders", { body: BODY }),
    );
    expect(refused).toMatchObject({
      code: "insufficient_scope",
      fate: "refused",
      problem: { scope: "orders" },
    });
    const path = { id: apiKey.id };
    const gone = await malipo.delete("/v1/merchant/api-keys/{id}", { path });
    expect(gone.apiKey.id).toBe(apiKey.id);
    const invalid = await refusalOf(reader.get("/v1/merchant/orders"));
    expect(invalid.code).toBe("merchant_key_invalid");
    const actions: string[] = [];
    for await (const entry of malipo.list("/v1/merchant/audit-log", {
      query: { limit: 1 },
    }))
      actions.push(entry.action);
    expect(actions).toEqual([
      "deleteApiKey",
      "createMerchantOrder",
      "createApiKey",
    ]);
  });

  it("changes a payment link", async () => {
    const { malipo } = await startRelay();
    const link = await malipo.post("/v1/merchant/payment-links", {
      body: { title: "Gift card" },
    });
    const changed = await malipo.patch("/v1/merchant/payment-links/{id}", {
      path: { id: link.id },
      body: { active: false },
    });
    expect(changed).toMatchObject({ id: link.id, active: false });
  });

  it("walks through the events, and goes on behind one of them", async () => {
    const { malipo } = await startRelay();
    const made: string[] = [];
    for (let i = 0; i < 3; i += 1) {
      const { order } = await malipo.post("/v1/merchant/orders", {
        body: BODY,
      });
      const path = { id: order.id };
      await malipo.post("/v1/merchant/orders/{id}/cancel", { path });
      made.push(order.id);
    }
    const listed: string[] = [];
    let second = "";
    for await (const { cursor, payload } of malipo.list("/v1/merchant/events", {
      query: { limit: 1 },
    })) {
      listed.push(payload.data.order.id);
      if (listed.length === 2) second = cursor;
    }
    expect(listed).toEqual(made);
    const later: string[] = [];
    for await (const { payload } of malipo.list("/v1/merchant/events", {
      query: { after: second, limit: 1 },
    }))
      later.push(payload.data.order.id);
    expect(later).toEqual(made.slice(2));
  });

  it("walks through a list page by page, and reads no page that nobody asks for", async () => {
    const { relay, malipo } = await startRelay();
    const made: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      const { order } = await malipo.post("/v1/merchant/orders", {
        body: BODY,
      });
      made.unshift(order.id);
      relay.clock.advance(1_000);
    }
    const asked: string[] = [];
    const counting = createMerchantClient({
      relay: relay.url,
      key: MERCHANT_KEY,
      fetch(url, init) {
        asked.push(url);
        return fetch(url, init);
      },
    });
    const query = { limit: 2, status: "open" } as const;
    const listed: string[] = [];
    for await (const { id } of counting.list("/v1/merchant/orders", { query }))
      listed.push(id);
    expect(listed).toEqual(made);
    expect(asked).toHaveLength(3);
    for await (const { id } of counting.list("/v1/merchant/orders", { query }))
      if (id === made[1]) break;
    expect(asked).toHaveLength(4);
  });

  it("rejects with the relay's problem: its code, its fields, and that nothing has changed", async () => {
    const { relay, malipo } = await startRelay();
    const id = "ord_2mJx0Lk3SxK7Qw9dZr5TfA";
    const missing = await refusalOf(
      malipo.get("/v1/merchant/orders/{id}", { path: { id } }),
    );
    expect(missing).toMatchObject({
      code: "not_found",
      status: 404,
      fate: "refused",
      tries: 1,
      call: "GET /v1/merchant/orders/{id}",
    });
    const invalid = await refusalOf(
      malipo.post("/v1/merchant/orders", {
        body: { lines: [] },
        idempotencyKey: "cart-17",
      }),
    );
    expect(invalid).toMatchObject({
      code: "invalid_request",
      fate: "refused",
      idempotencyKey: "cart-17",
    });
    expect(invalid.problem.errors?.[0]?.field).toBe("lines");
    const stranger = createMerchantClient({
      relay: relay.url,
      key: "another-key-0123456789",
    });
    const refused = await refusalOf(stranger.get("/v1/merchant/routes"));
    expect(refused.code).toBe("merchant_key_invalid");
    expect(refused.keyMode).toBeNull();
    expect(JSON.stringify(refused) + String(refused)).not.toContain(
      "another-key",
    );
  });

  it.each(["test", "live"] as const)(
    "says of a refused key that it is a %s key, and no more of it",
    async (mode) => {
      const { relay } = await startRelay();
      const key = `malipo_${mode}_another-key-0123456789`;
      const malipo = createMerchantClient({ relay: relay.url, key });
      const refused = await refusalOf(malipo.get("/v1/merchant/routes"));
      expect(refused).toMatchObject({
        code: "merchant_key_invalid",
        keyMode: mode,
      });
      expect(refused.message).toContain(`malipo_${mode}_…`);
      expect(JSON.stringify(refused) + String(refused)).not.toContain(
        "another-key",
      );
    },
  );

  it("says nothing of the key where the relay has another reason", async () => {
    const key = "malipo_test_another-key-0123456789";
    const malipo = createMerchantClient({
      relay: "https://pay.shop.example",
      key,
      fetch: () =>
        Promise.resolve(
          Response.json(
            { code: "not_found", status: 404, detail: "Unknown." },
            { status: 404 },
          ),
        ),
    });
    const refused = await refusalOf(malipo.get("/v1/merchant/routes"));
    expect(refused.keyMode).toBeNull();
    expect(refused.message).not.toContain("key");
  });

  it("encodes what stands in a path, and refuses what would name another", async () => {
    const asked: string[] = [];
    const malipo = createMerchantClient({
      relay: "https://pay.shop.example/pay/",
      key: MERCHANT_KEY,
      fetch(url) {
        asked.push(url);
        return Promise.resolve(Response.json({}));
      },
    });
    const read = (id: string) =>
      malipo.get("/v1/merchant/payouts/{id}", { path: { id } });
    await read("PAYOUT 17/a?b");
    expect(asked).toEqual([
      "https://pay.shop.example/pay/v1/merchant/payouts/PAYOUT%2017%2Fa%3Fb",
    ]);
    for (const id of ["", ".", ".."])
      await expect(read(id)).rejects.toThrow(TypeError);
    expect(asked).toHaveLength(1);
  });

  it.each([
    ["no URL", { relay: "pay.shop.example", key: MERCHANT_KEY }],
    ["another scheme", { relay: "ftp://pay.shop.example", key: MERCHANT_KEY }],
    ["no key", { relay: "https://pay.shop.example", key: "" }],
    ["a line break", { relay: "https://pay.shop.example", key: "a\nb" }],
  ])("refuses %s at once", (_what, options) => {
    expect(() => createMerchantClient(options)).toThrow(TypeError);
  });
});

describe("the types", () => {
  it("are those of the relay's document", () => {
    // Never called: only the compiler reads it.
    const calls = async (malipo: MerchantClient): Promise<void> => {
      const page = await malipo.get("/v1/merchant/orders");
      expectTypeOf(page.nextCursor).toEqualTypeOf<string | null>();
      for await (const order of malipo.list("/v1/merchant/orders"))
        expectTypeOf(order.amount.value).toEqualTypeOf<number>();
      // @ts-expect-error: there is no such path
      await malipo.get("/v1/merchant/carts");
      // @ts-expect-error: it is only read
      await malipo.post("/v1/merchant/routes");
      // @ts-expect-error: it has an id
      await malipo.get("/v1/merchant/orders/{id}");
      // @ts-expect-error: it has a body
      await malipo.post("/v1/merchant/orders");
      // @ts-expect-error: one order is no list
      malipo.list("/v1/merchant/orders/{id}", { path: { id: "ord_1" } });
      // @ts-expect-error: there is no such status
      await malipo.get("/v1/merchant/orders", { query: { status: "eaten" } });
      await malipo.post("/v1/merchant/orders/{id}/cancel", {
        path: { id: "ord_1" },
        // @ts-expect-error: this call takes no key
        idempotencyKey: "cart-17",
      });
    };
    expect(calls).toBeTypeOf("function");
  });
});
