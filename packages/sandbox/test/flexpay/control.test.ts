import { describe, expect, it } from "vitest";
import { anyString } from "../support/matching.ts";
import { pathOf, startFlexpay } from "./harness.ts";
import { refusal } from "../support/harness.ts";

describe("/_sandbox/transfers", () => {
  it("sends from whom, to whom and what it is told", async () => {
    const { transfer } = await startFlexpay();
    expect(
      await transfer({
        senderTag: "@broke",
        receiverTag: "till@dukaapp",
        amount: "0.0001",
        currency: "KES",
        narration: null,
      }),
    ).toMatchObject({
      senderTag: "@broke",
      receiverTag: "till@dukaapp",
      amount: 0.0001,
      currency: "KES",
      status: "AWAITING_ACCEPTANCE",
    });
  });

  it.each([
    [{}, "400 invalid_body"],
    [{ amount: "1,000.00" }, "400 invalid_body"],
    [{ amount: 1, currency: "X" }, "400 invalid_body"],
    [{ amount: 1, webhook: "often" }, "400 invalid_body"],
    [{ amount: 1, count: 21 }, "400 invalid_body"],
    [{ amount: 1, when: "now" }, "400 invalid_body"],
    [{ amount: 1, receiverTag: "@nobody" }, "404 unknown_tag"],
    [{ amount: 1, senderTag: "no body" }, "404 unknown_tag"],
    ["{", "400 unreadable_body"],
  ])("refuses %j", async (body, expected) => {
    const { control, listed } = await startFlexpay();
    const reply = await control("POST", "/transfers", body);
    expect(refusal(reply)).toBe(expected);
    expect(await listed("transfers")).toEqual([]);
  });

  it("lists the newest first, shows one and lets one expire", async () => {
    const { control, listed, transfer } = await startFlexpay();
    const [first, second] = [await transfer(), await transfer()];
    expect(await listed("transfers")).toEqual([second, first]);
    const path = `/transfers/${String(first["reference"])}`;
    expect((await control("GET", path)).json).toEqual(first);
    const expired = await control("POST", `${path}/expire`);
    expect(expired.json["status"]).toBe("EXPIRED");
    const again = await control("POST", `${path}/expire`);
    expect(refusal(again)).toBe("409 already_decided");
    for (const [method, rest] of [
      ["GET", ""],
      ["POST", "/expire"],
      ["POST", "/webhook"],
    ] as const) {
      const reply = await control(method, `/transfers/x${rest}`);
      expect(refusal(reply)).toBe("404 unknown_transfer");
    }
  });

  it("forgets with a reset, and everybody has their money back", async () => {
    const { control, listed, payer, shop, transfer } = await startFlexpay();
    await shop("POST", `${pathOf(await transfer())}/accept`);
    await control("POST", "/reset");
    expect(await listed("transfers")).toEqual([]);
    const { data } = await payer("GET", "/wallet");
    expect(data).toMatchObject({ balance: 1_000_000, totalDebited: 0 });
    expect((await shop("GET", "/transactions/pending")).status).toBe(200);
  });
});

describe("POST /_sandbox/flexpay", () => {
  it("says where webhooks go until a reset", async () => {
    const first = "http://shop.example/first";
    const { control } = await startFlexpay({ flexpayWebhookUrl: first });
    const webhookUrl = "http://shop.example/callbacks/flexpay";
    await control("POST", "/flexpay", { webhookUrl });
    const expected = { webhookUrl, encrypted: false, tag: "duka@dukaapp" };
    expect((await control("POST", "/flexpay", {})).json).toEqual(expected);
    const off = await control("POST", "/flexpay", { webhookUrl: null });
    expect(off.json).toEqual({ ...expected, webhookUrl: null });
    await control("POST", "/reset");
    const back = await control("POST", "/flexpay", {});
    expect(back.json).toEqual({ ...expected, webhookUrl: first });
  });

  const zeros = "A".repeat(43);

  it.each([
    { webhookUrl: "ftp://shop.example" },
    { webhookSecret: "" },
    { encryptTo: { kty: "RSA" } },
    { encryptTo: { kty: "EC", crv: "P-256", x: zeros, y: zeros } },
    { encryptTo: { kty: "EC", crv: "P-256", x: zeros, y: zeros, d: zeros } },
    { secret: "x" },
  ])("refuses %j", async (body) => {
    const { control } = await startFlexpay();
    const reply = await control("POST", "/flexpay", body);
    expect(reply.json).toMatchObject({
      error: "invalid_body",
      message: anyString,
      accepted: ["webhookUrl", "webhookSecret", "encryptTo"],
    });
  });
});

describe("faults of FlexPay", () => {
  const REASON = { reason: "No" };

  it.each([
    ["flexpay_token", "POST", "/auth/token"],
    ["flexpay_pending", "GET", "/transactions/pending"],
    ["flexpay_list", "GET", "/transactions/sent"],
    ["flexpay_list", "GET", "/transactions/received"],
    ["flexpay_read", "GET", "/transactions/TXN-1"],
    ["flexpay_initiate", "POST", "/transactions"],
    ["flexpay_accept", "POST", "/transactions/TXN-1/accept"],
    ["flexpay_reject", "POST", "/transactions/TXN-1/reject"],
    ["flexpay_webhooks", "GET", "/transactions/TXN-1/webhooks"],
    ["flexpay_webhooks", "GET", "/transactions/TXN-1/webhooks/receiver"],
    ["flexpay_webhooks", "GET", "/transactions/TXN-1/webhooks/sender"],
    ["flexpay_webhooks", "GET", "/webhooks/failed"],
    ["flexpay_tag", "GET", "/tags/duka"],
    ["flexpay_keys", "GET", "/keys/idaas"],
    ["flexpay_wallet", "GET", "/wallet"],
    ["flexpay_any", "GET", "/wallet"],
    ["any", "GET", "/wallet"],
  ])("%s stands for %s %s", async (name, method, path) => {
    const { call, control, shop } = await startFlexpay();
    await control("POST", "/faults", { call: name, status: 429 });
    if (name !== "any")
      expect((await call("GET", "/api_health_check")).status).toBe(200);
    const body = method === "GET" ? undefined : REASON;
    const reply = await shop(method, path, body);
    expect(reply.status).toBe(429);
    expect(reply.headers.get("retry-after")).toBe("1");
    expect(reply.json).toMatchObject({
      success: false,
      errorCode: "SANDBOX_FAULT",
    });
    expect((await shop(method, path, body)).status).not.toBe(429);
  });

  it("do not touch Almara's calls, nor the other way round", async () => {
    const { call, control, shop } = await startFlexpay();
    await control("POST", "/faults", { call: "flexpay_any", status: 500 });
    await control("POST", "/faults", { call: "health", status: 500 });
    expect((await call("GET", "/api_health_check")).status).toBe(500);
    expect((await call("GET", "/api_health_check")).status).toBe(200);
    expect((await shop("GET", "/wallet")).status).toBe(500);
  });

  it("can accept but let half of the answer arrive", async () => {
    const { control, shop, transfer } = await startFlexpay();
    const path = pathOf(await transfer());
    const fault = { call: "flexpay_accept", body: "half" };
    await control("POST", "/faults", fault);
    await expect(shop("POST", `${path}/accept`)).rejects.toThrow();
    expect((await shop("GET", path)).data["status"]).toBe("COMPLETED");
  });
});
