import { describe, expect, it } from "vitest";
import { InitiationLimits } from "../../src/flexpay/initiation-limits.ts";
import { createDirectory } from "../../src/flexpay/applications.ts";
import { FLEXPAY_DEFAULTS } from "../../src/flexpay/options.ts";
import { anyString } from "../support/matching.ts";
import { startFlexpay } from "./harness.ts";
import { refusal } from "../support/harness.ts";

const ORDER = {
  senderTag: "ada@pesawallet",
  receiverTag: "@duka",
  amount: 500,
  narration: "ORD-1",
};

describe("POST /flexpay/v1/transactions", () => {
  it("creates a transaction that waits for its receiver", async () => {
    const { payer, shop } = await startFlexpay();
    const reply = await payer("POST", "/transactions", ORDER);
    expect(reply.status).toBe(201);
    expect(reply.data).toMatchObject({
      senderTag: "ada@pesawallet",
      receiverTag: "@duka",
      receiverAppName: "DukaApp",
      amount: 500,
      currency: "NGN",
      status: "AWAITING_ACCEPTANCE",
    });
    const { data } = await shop("GET", "/transactions/pending");
    expect(data["totalElements"]).toBe(1);
  });

  it.each([
    [{ amount: 0 }, "400 VALIDATION_ERROR"],
    [{ amount: -1 }, "400 VALIDATION_ERROR"],
    [{ amount: 1.00001 }, "400 VALIDATION_ERROR"],
    [{ amount: "500" }, "400 VALIDATION_ERROR"],
    [{ currency: "ngn" }, "400 VALIDATION_ERROR"],
    [{ narration: "x".repeat(501) }, "400 VALIDATION_ERROR"],
    [{ callbackUrl: "http://shop.example/x" }, "400 VALIDATION_ERROR"],
    [{ idempotencyKey: "x".repeat(65) }, "400 VALIDATION_ERROR"],
    [{ senderTag: "@@" }, "400 VALIDATION_ERROR"],
    [{ senderTag: "duka@dukaapp" }, "403 FORBIDDEN"],
    [{ senderTag: "nobody@pesawallet" }, "404 TAG_NOT_FOUND"],
    [{ receiverTag: "nobody@dukaapp" }, "404 TAG_NOT_FOUND"],
    [{ receiverTag: undefined }, "400 VALIDATION_ERROR"],
  ])("refuses %j", async (changes, expected) => {
    const { payer } = await startFlexpay();
    const body = { ...ORDER, ...changes };
    const reply = await payer("POST", "/transactions", body);
    expect(refusal(reply)).toBe(expected);
    const { data } = await payer("GET", "/transactions/sent");
    expect(data["totalElements"]).toBe(0);
  });

  it("gives the first answer again for a key in header or body", async () => {
    const { payer } = await startFlexpay();
    const send = (changes: object, key?: string) =>
      payer(
        "POST",
        "/transactions",
        { ...ORDER, ...changes },
        key === undefined ? {} : { "idempotency-key": key },
      );
    const key = "k".repeat(128);
    const first = await send({}, key);
    expect((await send({ amount: 7 }, key)).text).toBe(first.text);
    const inBody = { idempotencyKey: "other" };
    const third = await send(inBody);
    expect(third.data["reference"]).not.toBe(first.data["reference"]);
    expect((await send(inBody)).text).toBe(third.text);
    expect((await send({}, `${key}k`)).status).toBe(400);
    const { data } = await payer("GET", "/transactions/sent");
    expect(data["totalElements"]).toBe(2);
  });

  it("takes sixty in a minute", async () => {
    const { payer, control } = await startFlexpay();
    const statuses = new Set<number>();
    for (let i = 0; i < 60; i++)
      statuses.add((await payer("POST", "/transactions", ORDER)).status);
    expect([...statuses]).toEqual([201]);
    const refused = await payer("POST", "/transactions", ORDER);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([
      429,
      "60",
    ]);
    await control("POST", "/reset");
    expect((await payer("POST", "/transactions", ORDER)).status).toBe(201);
  });
});

describe("InitiationLimits", () => {
  const { shop, wallet } = createDirectory(FLEXPAY_DEFAULTS);
  const answer = { status: 201, contentType: "text/plain", text: "" };

  it("forgets a key after a day, and a call after a minute", () => {
    let now = 0;
    const limits = new InitiationLimits(() => now);
    limits.remember(shop, "k", answer);
    for (let i = 0; i < 60; i++) expect(limits.allows(shop)).toBe(true);
    expect(limits.allows(shop)).toBe(false);
    expect(limits.allows(wallet)).toBe(true);
    now = 60_000;
    expect(limits.allows(shop)).toBe(true);
    expect(limits.firstResponse(shop, "k")).toBe(answer);
    expect(limits.firstResponse(wallet, "k")).toBeUndefined();
    now = 86_400_000;
    expect(limits.firstResponse(shop, "k")).toBeUndefined();
  });
});

describe("look-ups", () => {
  it("tell everybody whose a tag is", async () => {
    const { anyone } = await startFlexpay();
    for (const tag of ["@duka", "duka@dukaapp", "Duka"]) {
      const { data } = await anyone("GET", `/tags/${encodeURIComponent(tag)}`);
      expect(data).toEqual({
        id: anyString,
        tagString: "duka",
        address: "duka@dukaapp",
        displayName: "DukaApp",
        applicationId: anyString,
        applicationName: "DukaApp",
      });
    }
    expect((await anyone("GET", "/tags/nobody")).status).toBe(404);
    expect((await anyone("GET", "/tags/no%20body")).status).toBe(400);
  });

  it("know the shop by the tag it was started with", async () => {
    const { anyone, transfer } = await startFlexpay({
      flexpayTag: "@till7@malipo",
    });
    const { data } = await anyone("GET", "/tags/till7");
    expect(data["address"]).toBe("till7@malipo");
    expect((await transfer())["receiverTag"]).toBe("till7@malipo");
  });

  it("tell what a wallet holds in a currency", async () => {
    const { payer } = await startFlexpay();
    const { data } = await payer("GET", "/wallet?currency=KES");
    expect(data).toMatchObject({ currency: "KES", balance: 1_000_000 });
    expect((await payer("GET", "/wallet?currency=shilling")).status).toBe(400);
  });
});
