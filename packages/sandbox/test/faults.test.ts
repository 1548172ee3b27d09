import { describe, expect, it } from "vitest";
import { refusal, startHarness } from "./support/harness.ts";

describe("POST /_sandbox/faults", () => {
  it("fails the next calls of a kind, and only those", async () => {
    const { control, deposit, queryDeposit } = await startHarness();
    const id = await deposit("254712345600");
    const order = { call: "deposit_query", status: 503, times: 2 };
    const { json } = await control("POST", "/faults", order);
    expect(json).toEqual({ ...order, delayMs: 0 });
    await deposit("254712345600");
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await queryDeposit(id)).status);
    expect(statuses).toEqual([503, 503, 200]);
  });

  it("creates nothing when it answers with a status", async () => {
    const { call, control, depositBody } = await startHarness();
    await control("POST", "/faults", { call: "deposit", status: 500 });
    const body = depositBody("254712345601");
    expect((await call("POST", "/v1/express-deposit", body)).status).toBe(500);
    expect((await call("POST", "/v1/express-deposit", body)).status).toBe(202);
  });

  it.each(["half", "none"])(
    "does the call but lets %s of its answer arrive",
    async (body) => {
      const { call, checkoutBody, control, queryCheckout } =
        await startHarness();
      await control("POST", "/faults", { call: "checkout", body });
      const order = checkoutBody();
      await expect(
        call("POST", "/v1/checkout-order/new-order", order),
      ).rejects.toThrow();
      const id = String(order["originatorConversationId"]);
      expect((await queryCheckout(id)).status).toBe(200);
    },
  );

  it("leaves payouts alone when both queries of attempts fail", async () => {
    const { control, payout, queryPayout } = await startHarness();
    const id = await payout("254712345601");
    await control("POST", "/faults", { call: "query", status: 503 });
    expect((await queryPayout(id)).status).toBe(200);
  });

  it("delays a call", async () => {
    const { call, control, sandbox } = await startHarness();
    await control("POST", "/faults", { call: "routes", delayMs: 500 });
    let slow = true;
    const routes = call("GET", "/v1/transaction-routes/assigned-routes").then(
      (reply) => {
        slow = false;
        return reply;
      },
    );
    // Calls of other kinds pass by.
    await fetch(`${sandbox.url}/api_health_check`);
    expect(slow).toBe(true);
    expect((await routes).status).toBe(200);
  });

  it.each([
    ["token", "POST", "/connect/token"],
    ["routes", "GET", "/v1/transaction-routes/assigned-routes"],
    ["health", "GET", "/api_health_check"],
    ["checkout", "POST", "/v1/checkout-order/new-order"],
    ["checkout_query", "GET", "/v1/checkout-order/check-status"],
    ["query", "GET", "/v1/checkout-order/check-status"],
    ["deposit", "POST", "/v1/express-deposit"],
    ["deposit_query", "GET", "/v1/express-deposit/check-status"],
    ["query", "GET", "/v1/express-deposit/check-status"],
    ["payment_link", "POST", "/v1/payment-link/create-payment-link"],
    ["payment_link", "GET", "/v1/payment-link/get-payment-link"],
    ["payment_link", "PUT", "/v1/payment-link/update-payment-link"],
    ["payout", "POST", "/v1/payment-order/new-order"],
    ["payout_query", "GET", "/v1/payment-order/check-status"],
    ["payout_reject", "POST", "/v1/payment-order/reject-order"],
    ["bill", "GET", "/v1/bill-payments"],
    ["any", "GET", "/v1/bill-payments"],
    ["any", "GET", "/api_health_check"],
  ])("%s stands for %s %s", async (name, method, path) => {
    const { call, control } = await startHarness();
    await control("POST", "/faults", { call: name, status: 418 });
    const body = method === "GET" ? undefined : {};
    expect((await call(method, path, body)).status).toBe(418);
    expect((await call(method, path, body)).status).not.toBe(418);
  });

  it.each([
    { call: "refund", status: 500 },
    { call: "deposit", status: 200 },
    { call: "deposit", times: 0 },
    { call: "deposit", body: "most" },
    { call: "deposit", forever: true },
    {},
  ])("refuses %j and lists the calls", async (order) => {
    const { control } = await startHarness();
    const reply = await control("POST", "/faults", order);
    expect(refusal(reply)).toBe("400 invalid_fault");
    expect(reply.json["accepted"]).toContain("deposit_query");
  });

  it("takes no more than it can keep", async () => {
    const { control } = await startHarness();
    const order = { call: "token", status: 500 };
    for (let i = 0; i < 100; i++)
      expect((await control("POST", "/faults", order)).status).toBe(201);
    expect((await control("POST", "/faults", order)).status).toBe(429);
  });
});
