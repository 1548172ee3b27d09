import { orderSchema } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import { refusal, startOrder } from "../support/attempts.ts";
import { postAsMerchant } from "../support/merchant.ts";
import { kes } from "../support/stand-in-services.ts";
import {
  openedIn,
  problemCode,
  startTestRelay,
} from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";

const LINES = [{ sku: "SHRT-BLK-XL-9981", quantity: 2 }] as const;

describe("GET /v1/orders/:id", () => {
  it("answers 304 while the version is the same", async () => {
    const relay = await startTestRelay({ asleep: true });
    const { id, auth } = await relay.order();
    const first = await relay.request(`/v1/orders/${id}`, { headers: auth });
    expect(first.headers.get("etag")).toBe('"1"');
    for (const known of ['"1"', 'W/"1"', '"0", "1"', "*"]) {
      const again = await relay.request(`/v1/orders/${id}`, {
        headers: { ...auth, "If-None-Match": known },
      });
      expect([again.status, again.text], known).toEqual([304, ""]);
    }
    const older = await relay.request(`/v1/orders/${id}`, {
      headers: { ...auth, "If-None-Match": '"0", W/"11"' },
    });
    expect(older.status).toBe(200);
  });

  it("says how to authenticate, and takes no token of 9 KB", async () => {
    const { relay, order } = await startOrder({ asleep: true });
    const headers = { Authorization: `Bearer ${"a".repeat(9000)}` };
    const answer = await relay.request(`/v1/orders/${order.id}`, { headers });
    expect(refusal(answer)).toBe("401 token_invalid");
    expect(answer.headers.get("www-authenticate")).toContain("Bearer");
  });

  it("refuses an expired token, one of another page, and one of an older epoch", async () => {
    const relay = await startTestRelay({ asleep: true });
    const { id, auth, token } = await relay.order();
    const foreign = await relay.request(`/v1/orders/${id}`, {
      headers: { Authorization: `Bearer ${token}`, Origin: relay.url },
    });
    expect(problemCode(foreign)).toBe("token_invalid");
    await relay.store.transaction(async (tx) => {
      const order = await tx.getOrder(id);
      if (order !== undefined)
        await tx.updateOrder({ ...order, tokenEpoch: 2 });
    });
    expect(
      problemCode(await relay.request(`/v1/orders/${id}`, { headers: auth })),
    ).toBe("token_invalid");
    relay.clock.advance(606);
    expect(
      problemCode(await relay.request(`/v1/orders/${id}`, { headers: auth })),
    ).toBe("token_expired");
  });
});

describe("PATCH /v1/orders/:id", () => {
  const patch = (
    relay: TestRelay,
    id: string,
    body: unknown,
    headers: Record<string, string>,
  ) =>
    relay.request(`/v1/orders/${id}`, {
      method: "PATCH",
      body: JSON.stringify(body),
      headers: { "Content-Type": "application/json", ...headers },
    });

  it("prices new lines while the order is open", async () => {
    const relay = await startTestRelay({ asleep: true });
    const { id, auth } = await relay.order();
    const lines = [{ sku: "SHRT-BLU-L-4421", quantity: 3 }];
    const answer = await patch(relay, id, { lines }, auth);
    expect(answer.status).toBe(200);
    expect(orderSchema.parse(answer.body)).toMatchObject({
      version: 2,
      amount: { value: 660_000 },
    });
  });

  it("leaves an order alone once something was tried", async () => {
    const { relay, order } = await startOrder({ asleep: true });
    await relay.attempt(order);
    const answer = await patch(relay, order.id, { lines: LINES }, order.auth);
    expect(refusal(answer)).toBe("409 order_not_changeable");
  });

  it("leaves the lines alone that the merchant set", async () => {
    const relay = await startTestRelay({ asleep: true });
    const [{ sku, quantity }] = LINES;
    const line = { sku, name: sku, quantity, unitAmount: kes(100) };
    const made = await postAsMerchant(relay, "orders", { lines: [line] });
    const { id, auth } = openedIn(made, {});
    const answer = await patch(relay, id, { lines: LINES }, auth);
    expect(refusal(answer)).toBe("409 order_not_changeable");
  });

  it.each([
    [{ lines: [{ sku: "NO-SUCH-SHIRT", quantity: 1 }] }, "422 unknown_sku"],
    [{}, "400 invalid_request"],
  ])("refuses %j", async (body, expected) => {
    const relay = await startTestRelay({ asleep: true });
    const { id, auth } = await relay.order();
    const answer = await patch(relay, id, body, auth);
    expect(refusal(answer)).toBe(expected);
  });
});

describe("POST /v1/orders/:id/token", () => {
  it("gives a fresh token for the resume secret", async () => {
    const { relay, order } = await startOrder({ asleep: true });
    relay.clock.advance(3000);
    expect((await relay.read(order)).id).toBe(order.id);
  });
});

describe("addresses that are not taken", () => {
  it.each([
    "/",
    "/v1/nothing",
    "/%ff",
    "/v1/orders/%ff",
    "/pay/%ff",
    "/widget/v1/nothing.js",
    "/problems/nothing",
    `/return/${crypto.randomUUID()}`,
  ])("%s is a problem document", async (path) => {
    const relay = await startTestRelay({ asleep: true });
    expect(refusal(await relay.request(path))).toBe("404 not_found");
  });
});
