import { describe, expect, it } from "vitest";
import { problem } from "../support/attempts.ts";
import { asMerchant, postAsMerchant } from "../support/merchant.ts";
import { startTestRelay } from "../support/test-relay.ts";

const NO_IDS = ["7".repeat(300), "%00", "%F0%9F%A7%BE", "'%20OR%20''='"];

describe("what is no id", () => {
  it.each([
    ["GET", "orders/ID"],
    ["POST", "orders/ID/cancel"],
    ["GET", "orders/ID/refunds"],
    ["GET", "orders/ID/refunds/ID"],
    ["POST", "orders/ID/refunds/ID/reject"],
    ["GET", "payment-links/ID"],
    ["GET", "deliveries/ID"],
    ["POST", "deliveries/ID/redrive"],
  ])("is not found: %s %s", async (method, path) => {
    const relay = await startTestRelay({ asleep: true });
    const call = method === "GET" ? asMerchant : postAsMerchant;
    for (const id of NO_IDS)
      expect(problem(await call(relay, path.replaceAll("ID", id)))).toEqual([
        404,
        "not_found",
      ]);
  });
});
