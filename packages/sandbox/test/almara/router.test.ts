import { describe, expect, it } from "vitest";
import { send, startHarness } from "../support/harness.ts";
import {
  anyString,
  providerTime,
  uuid,
  withMembers,
} from "../support/matching.ts";

describe("assigned routes", () => {
  it("lists the card route under which checkouts are created", async () => {
    const { call } = await startHarness({
      cardChannelType: 159,
      cardRouteId: "AAAA1224-70B6-ED11-AD49-0EE00E897F52",
    });
    const reply = await call("GET", "/v1/transaction-routes/assigned-routes");
    expect(reply.status).toBe(200);
    expect(reply.json["routes"]).toContainEqual(
      withMembers({
        id: "AAAA1224-70B6-ED11-AD49-0EE00E897F52",
        category: anyString,
        categoryDescription: anyString,
        categoryIsEnabled: true,
        country: "Kenya",
        routeIsActive: true,
        channelTypes: [{ channelType: 159, channelDescription: "Card" }],
      }),
    );
  });
});

describe("health check", () => {
  it("answers Healthy as text, without a token", async () => {
    const { sandbox } = await startHarness();
    const reply = await send(`${sandbox.url}/api_health_check`);
    expect([reply.status, reply.text]).toEqual([200, "Healthy"]);
    expect(reply.headers.get("content-type")).toContain("text/plain");
  });
});

describe("requests that cannot be read", () => {
  it.each([
    ["malformed JSON", '{"ShortCode": ', 400],
    ["a list", "[]", 400],
    ["a text", '"x"', 400],
    ["more than 64 KB", JSON.stringify({ x: "y".repeat(66_000) }), 413],
  ])("%s gets the documented error body", async (_what, body, status) => {
    const { call } = await startHarness();
    const reply = await call("POST", "/v1/express-deposit", body);
    expect(reply.status).toBe(status);
    expect(reply.json).toEqual({
      appDomainName: "SANDBOX",
      status,
      timestamp: providerTime,
      systemConversationId: uuid,
      reason: anyString,
    });
  });

  it("says so of a path that does not exist", async () => {
    const { call } = await startHarness();
    const reply = await call("GET", "/v1/payment-order/new-order");
    expect([reply.status, reply.json["status"]]).toEqual([404, 404]);
  });
});
