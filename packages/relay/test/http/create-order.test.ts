import { createOrderResponseSchema } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import { NO_FLAGS, refusal } from "../support/attempts.ts";
import { expecting } from "../support/expecting.ts";
import {
  SHOP,
  newKey,
  openedIn,
  startTestRelay,
} from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";

const LINES = [{ sku: "SHRT-BLK-XL-9981", quantity: 2 }];

const create = (
  relay: TestRelay,
  body: unknown,
  headers: Record<string, string> = {},
) =>
  relay.post("/v1/orders", body, {
    "Idempotency-Key": newKey(),
    Origin: SHOP,
    ...headers,
  });

describe("POST /v1/orders", () => {
  it("prices the cart itself and hands out a token and a resume secret", async () => {
    const relay = await startTestRelay();
    const returnUrl = `${SHOP}/checkout`;
    const { status, body } = await create(relay, { lines: LINES, returnUrl });
    expect(status).toBe(201);
    const { order, token, tokenExpiresAt } =
      createOrderResponseSchema.parse(body);
    expect(order).toMatchObject({
      version: 1,
      status: "open",
      amount: { value: 500_000, currency: "KES" },
      currencyExponent: 2,
      attempt: null,
      outcome: null,
      source: { type: "cart" },
      flags: NO_FLAGS,
      methods: [
        { id: "card", available: true },
        { id: "mpesa", available: true },
      ],
    });
    expect(tokenExpiresAt).toBe("2026-11-21T09:10:00.000Z");
    const header = JSON.parse(
      Buffer.from(token.split(".")[0] ?? "", "base64url").toString(),
    ) as unknown;
    expect(header).toMatchObject({ typ: "checkout+jwt", alg: "Ed25519" });
  });

  it("makes one order of many requests with one key", async () => {
    const relay = await startTestRelay();
    const key = { "Idempotency-Key": newKey() };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => create(relay, { lines: LINES }, key)),
    );
    const made = answers.filter(({ status }) => status === 201);
    const busy = answers.filter(({ status }) => status === 409);
    expect(new Set(made.map(({ text }) => text)).size).toBe(1);
    expect(made.length + busy.length).toBe(8);
    for (const answer of busy) {
      expect(refusal(answer)).toBe("409 request_in_progress");
      expect(answer.headers.has("retry-after")).toBe(true);
    }
    expect(
      (await relay.store.listOrders({}, { limit: 10 })).items,
    ).toHaveLength(1);
  });

  it.each([
    ...expecting("400 invalid_request", {
      null: null,
      "a list": [],
      "a price": { lines: [{ ...LINES[0], price: 1 }] },
      "101 lines": { lines: Array(101).fill(LINES[0]) },
    }),
    ...expecting("422 unknown_sku", {
      "an unknown sku": { lines: [{ sku: "NO-SUCH-SHIRT", quantity: 1 }] },
    }),
    ...expecting("422 return_url_refused", {
      "a return address elsewhere": {
        lines: LINES,
        returnUrl: "https://evil.example/",
      },
    }),
    ...expecting("404 not_found", {
      "an unknown payment link": { paymentLink: "pl_AAAAAAAAAAAAAAAAAAAAAA" },
    }),
    ...expecting("422 cart_token_invalid", {
      "a cart token nobody can read": { cartToken: "x" },
    }),
  ])("refuses %s", async (_what, body, expected) => {
    const relay = await startTestRelay({ asleep: true });
    expect(refusal(await create(relay, body))).toBe(expected);
    expect((await relay.store.listOrders({}, { limit: 10 })).items).toEqual([]);
  });

  it.each([
    ["lines.0", { lines: [{ ...LINES[0], price: 1 }] }],
    ["lines", { lines: Array(101).fill(LINES[0]) }],
    ["returnUrl", { lines: LINES, returnUrl: "https://evil.example/" }],
  ])("names the field that is wrong: %s", async (field, body) => {
    const relay = await startTestRelay({ asleep: true });
    const answer = await create(relay, body);
    expect(answer.body).toMatchObject({ errors: [{ field }] });
  });

  it("sells whatever the page says beside the goods", async () => {
    const relay = await startTestRelay({ asleep: true });
    const answer = await create(relay, {
      lines: LINES,
      customer: { name: " Amina\u202e ", email: "nobody", phone: "" },
      locale: "en_US",
      returnUrl: "about:srcdoc",
    });
    expect(answer.status).toBe(201);
    const { id } = openedIn(answer);
    expect(await relay.store.getOrder(id)).toMatchObject({
      customer: { name: "Amina" },
      locale: "en-US",
      returnUrl: null,
    });
    const line = relay
      .logged()
      .split("\n")
      .filter((text) => text.includes('"dropped"'));
    expect(line.map((text) => JSON.parse(text) as object)).toMatchObject([
      { level: "info", dropped: ["customer.email", "returnUrl"] },
    ]);
    expect(line.join()).not.toMatch(/nobody|srcdoc/);
  });

  it.each([
    ["an empty key", "", "missing"],
    ["a key that somebody else may choose", "k".repeat(15), "invalid"],
    ["a key of 256 characters", "k".repeat(256), "invalid"],
    ["a key with a space", "a b", "invalid"],
  ])("refuses %s", async (_what, key, fault) => {
    const relay = await startTestRelay({ asleep: true });
    const answer = await create(
      relay,
      { lines: LINES },
      { "Idempotency-Key": key },
    );
    expect(refusal(answer)).toBe(`400 idempotency_key_${fault}`);
  });

  it.each([
    ["lines=1", "application/x-www-form-urlencoded"],
    ["{}", "text/plain"],
  ])("refuses %j as %s", async (body, type) => {
    const relay = await startTestRelay({ asleep: true });
    const answer = await relay.request("/v1/orders", {
      method: "POST",
      body,
      headers: { "Content-Type": type, "Idempotency-Key": newKey() },
    });
    expect(refusal(answer)).toBe("415 unsupported_media_type");
  });
});
