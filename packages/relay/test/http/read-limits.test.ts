import { describe, expect, it } from "vitest";
import { problemCode, startTestRelay } from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";

const PL = "pl_AAAAAAAAAAAAAAAAAAAAAA";

describe("reading and changing", () => {
  it.each<[string, string, (orderId: string) => string]>([
    ["reads", "GET", (id) => `/v1/orders/${id}`],
    ["reads", "GET", (id) => `/v1/orders/${id}/events`],
    ["reads", "GET", () => `/v1/payment-links/${PL}`],
    ["reads", "GET", () => `/pay/${PL}`],
    ["changes", "PATCH", (id) => `/v1/orders/${id}`],
  ])("%s are bounded per address: %s", async (kind, method, pathOf) => {
    const relay = await startTestRelay({
      asleep: true,
      rateLimits: { [kind]: { requests: 2, seconds: 60 } },
    });
    const order = await relay.order();
    // Without a token: what is refused counts as well.
    const ask = () => relay.request(pathOf(order.id), { method });
    for (let time = 0; time < 2; time += 1)
      expect((await ask()).status).not.toBe(429);
    const refused = await ask();
    expect([refused.status, problemCode(refused)]).toEqual([
      429,
      "too_many_requests",
    ]);
  });
});

describe("a page of another origin", () => {
  const EVIL = "https://evil.example";
  const refusedEverywhere = async (relay: TestRelay, id: string) => {
    const calls: [string, string][] = [
      ["POST", "/v1/orders"],
      ["GET", `/v1/orders/${id}`],
      ["PATCH", `/v1/orders/${id}`],
      ["POST", `/v1/orders/${id}/token`],
      ["POST", `/v1/orders/${id}/attempts`],
      ["GET", `/v1/orders/${id}/events`],
      ["GET", `/v1/payment-links/${PL}`],
    ];
    for (const [method, path] of calls) {
      const asked = await relay.request(path, {
        method: "OPTIONS",
        headers: {
          Origin: EVIL,
          "Access-Control-Request-Method": method,
          "Access-Control-Request-Headers": "authorization,idempotency-key",
        },
      });
      expect(
        [asked.status, asked.headers.get("access-control-allow-origin")],
        path,
      ).toEqual([204, EVIL]);
      const answer = await relay.request(path, {
        method,
        headers: { Origin: EVIL },
      });
      expect([answer.status, problemCode(answer)], path).toEqual([
        403,
        "origin_refused",
      ]);
      expect(answer.headers.get("access-control-allow-origin"), path).toBe(
        EVIL,
      );
    }
  };

  it("reads everywhere that it is refused; the log says so once", async () => {
    const relay = await startTestRelay({ asleep: true });
    const order = await relay.order();
    await refusedEverywhere(relay, order.id);
    const warnings = relay
      .logged()
      .split("\n")
      .filter((line) => line.includes("MALIPO_ALLOWED_ORIGINS"));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(EVIL);
  });

  it("is not let in by what it knows", async () => {
    const relay = await startTestRelay({ asleep: true });
    const order = await relay.order();
    const answer = await relay.request(`/v1/orders/${order.id}`, {
      headers: { ...order.auth, Origin: EVIL },
    });
    expect(problemCode(answer)).toBe("origin_refused");
    expect(answer.text).not.toContain(order.id);
  });
});
