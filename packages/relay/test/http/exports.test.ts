import { request } from "node:http";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Exports } from "../../src/ports/exports.ts";
import { T0, anUnmatchedPayment } from "../domain/fixtures.ts";
import { problem } from "../support/attempts.ts";
import {
  KEY,
  asMerchant,
  makeKey,
  paidOrder,
  postAsMerchant,
} from "../support/merchant.ts";
import { startTestRelay, zoneOf } from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

const ORDER_HEADER =
  "id,reference,created_at,created_at_utc,status,amount,currency,amount_minor,method,provider,receipt,paid_at,paid_at_utc,late,overpaid,review,payer_phone,customer_name,customer_email,customer_phone,source,payment_link,livemode,metadata,time_zone,fields,delivery,tax,discount,payment,amount_paid,amount_due";

const linesOf = async (relay: TestRelay, path: string) => {
  const { text } = await asMerchant(relay, `exports/${path}`);
  expect(text.endsWith("\r\n")).toBe(true);
  return text.slice(0, -2).split("\r\n");
};

/** The same page of orders without end. */
async function endless(relay: TestRelay) {
  await relay.order();
  const part = await relay.store.exports.orders(
    { from: 0, before: Number.MAX_SAFE_INTEGER },
    1,
    null,
  );
  // Larger than real pages, so that buffers are full soon.
  const items = Array.from({ length: 1_000 }, () => part.items[0]).filter(
    (each) => each !== undefined,
  );
  const spy = vi
    .spyOn(relay.store.exports as { orders: Exports["orders"] }, "orders")
    .mockImplementation(() => Promise.resolve({ items, next: "more" }));
  onTestFinished(() => {
    spy.mockRestore();
  });
  return spy;
}

describe("GET /v1/merchant/exports/….csv", () => {
  it("has a header whose columns stay, and a line for each order", async () => {
    const relay = await startTestRelay({ asleep: true });
    expect(await linesOf(relay, "orders.csv")).toEqual([ORDER_HEADER]);
    const order = await paidOrder(relay);
    const made = await postAsMerchant(relay, "orders", {
      reference: "2026-0042",
      lines: [
        {
          sku: "A",
          name: "A",
          quantity: 1,
          unitAmount: { value: 5, currency: "KES" },
        },
      ],
      customer: {
        name: '=HYPERLINK("http://evil.example")',
        phone: "+254712345678",
      },
      metadata: { a: "b" },
    });
    expect(made.status).toBe(201);
    const answer = await asMerchant(relay, "exports/orders.csv");
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toContain("orders.csv");
    const [, ...rows] = await linesOf(relay, "orders.csv");
    const paid = rows.find((row) => row.startsWith(order.id));
    expect(paid).toContain(
      ",2026-11-21 12:00:00,2026-11-21T09:00:00.000Z,paid,2500.00,KES,250000,mpesa,almara,",
    );
    const own = rows.find((row) => row.includes("2026-0042"));
    expect(own).toContain(",open,0.05,KES,5,,,,,,false,false,false,,");
    expect(own).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(own).toContain("'+254712345678");
    expect(own).toMatch(
      /,merchant,,(?:true|false),"\{""a"":""b""\}",Africa\/Nairobi,,,,,exact,0[.]00,0[.]05$/,
    );
  });

  it("has the days of the merchant's time zone", async () => {
    const settings = { timeZone: zoneOf("Africa/Lagos") };
    const relay = await startTestRelay({ asleep: true, settings });
    await relay.order();
    const count = async (query: string) =>
      (await linesOf(relay, `orders.csv${query}`)).length - 1;
    expect(await count("?from=2026-11-21&to=2026-11-21")).toBe(1);
    expect(await count("?from=2026-11-22")).toBe(0);
    expect(await count("?to=2026-11-20")).toBe(0);
    expect(await count("?from=2026-11-21T09:00:00Z")).toBe(1);
    expect(await count("?to=2026-11-21T10:00:00%2B01:00")).toBe(0);
    for (const query of [
      "?from=today",
      "?from=2026-02-30",
      "?from=2026-12-01&to=2026-11-01",
      "?page=2",
    ])
      expect(
        problem(await asMerchant(relay, `exports/orders.csv${query}`)),
      ).toEqual([400, "invalid_request"]);
  });

  it("has refunds, payments without an order and deliveries too", async () => {
    const relay = await startTestRelay({ asleep: true });
    await relay.store.transaction((tx) =>
      tx.insertUnmatchedPayment(
        anUnmatchedPayment({
          account: "@SUM(A1)",
          phone: "a".repeat(64),
          at: T0,
        }),
      ),
    );
    const [header, row] = await linesOf(relay, "unmatched-payments.csv");
    expect(header).toMatch(/^id,receipt,created_at,created_at_utc,state,/);
    expect(row).toContain(
      "open,2500.00,KES,250000,almara,'@SUM(A1),WANJIKU,hidden by M-Pesa",
    );
    for (const name of ["refunds", "deliveries"]) {
      const lines = await linesOf(relay, `${name}.csv`);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain(",created_at,created_at_utc,status,");
    }
  });

  it("needs the key, and sends no rows to HEAD", async () => {
    const relay = await startTestRelay({ asleep: true });
    const refused = await relay.request("/v1/merchant/exports/orders.csv");
    expect(problem(refused)).toEqual([401, "merchant_key_missing"]);
    const head = await relay.request("/v1/merchant/exports/orders.csv", {
      method: "HEAD",
      headers: KEY,
    });
    expect([head.status, head.text]).toEqual([200, ""]);
  });

  it("are three at a time for each key, and others when one has ended", async () => {
    const relay = await startTestRelay({ asleep: true });
    const other = await makeKey(relay, ["read"]);
    await endless(relay);
    const path = "/v1/merchant/exports/orders.csv";
    const readers = [1, 2, 3].map(() => new AbortController());
    for (const { signal } of readers)
      await fetch(`${relay.url}${path}`, { headers: KEY, signal });
    const refused = await asMerchant(relay, "exports/refunds.csv");
    expect(problem(refused)).toEqual([429, "too_many_exports"]);
    expect(refused.headers.get("retry-after")).toBe("30");
    const head = await relay.request(path, { method: "HEAD", headers: KEY });
    expect(head.status).toBe(200);
    const free = await relay.request("/v1/merchant/exports/refunds.csv", {
      headers: { Authorization: `Bearer ${other.key}` },
    });
    expect(free.status).toBe(200);
    readers[0]?.abort();
    await until("one has ended", async () => {
      const again = await asMerchant(relay, "exports/refunds.csv");
      return again.status === 200;
    });
    for (const reader of readers) reader.abort();
  });

  it("has the audit log, for keys of the scope admin", async () => {
    const relay = await startTestRelay({ asleep: true });
    const { key } = await makeKey(relay, ["read"]);
    const [header, row] = await linesOf(relay, "audit-log.csv");
    expect(header).toBe(
      "id,at,at_utc,actor_type,actor_id,actor_name,action,object_type,object_id,outcome,code,request_id,before,after,time_zone",
    );
    expect(row).toContain(
      "2026-11-21T09:00:00.000Z,key,key_environment,MALIPO_MERCHANT_KEY,createApiKey,api_key,key_",
    );
    const refused = await relay.request("/v1/merchant/exports/audit-log.csv", {
      headers: { Authorization: `Bearer ${key}` },
    });
    expect(problem(refused)).toEqual([403, "insufficient_scope"]);
  });

  it("reads no further for a reader that stops, holds nobody up, and ends with a reader that leaves", async () => {
    const relay = await startTestRelay({ asleep: true });
    const reads = await endless(relay);
    const reader = request(`${relay.url}/v1/merchant/exports/orders.csv`, {
      headers: KEY,
    });
    reader.on("error", () => undefined);
    reader.end();
    await new Promise((resolve) => {
      reader.on("response", (response) => {
        response.pause();
        resolve(undefined);
      });
    });
    let before = -1;
    await until("the reader's buffers are full", async () => {
      const isSame = reads.mock.calls.length === before;
      before = reads.mock.calls.length;
      await new Promise((resolve) => setTimeout(resolve, 300));
      return isSame && before > 0;
    });
    expect((await relay.request("/livez")).status).toBe(200);
    expect(reads.mock.calls.length).toBe(before);
    reader.destroy();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const after = reads.mock.calls.length;
    expect(after - before).toBeLessThan(3);
  });

  it("has no end where it breaks off", async () => {
    const relay = await startTestRelay({ asleep: true });
    const reads = await endless(relay);
    reads.mockImplementation(() => Promise.reject(new Error("gone")));
    const response = await fetch(
      `${relay.url}/v1/merchant/exports/orders.csv`,
      {
        headers: KEY,
      },
    );
    await expect(response.text()).rejects.toThrow();
    expect(relay.logged()).toContain("an export broke off");
  });
});
