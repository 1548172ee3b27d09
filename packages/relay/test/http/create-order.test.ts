import { createOrderResponseSchema } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import { refusal } from "../support/attempts.ts";
import {
  SHOP,
  newKey,
  problemCode,
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
      flags: { late: false, overpaid: false, review: false },
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
    expect(
      busy.every(
        (answer) =>
          answer.headers.has("retry-after") &&
          problemCode(answer) === "request_in_progress",
      ),
    ).toBe(true);
    expect(
      (await relay.store.listOrders({}, { limit: 10 })).items,
    ).toHaveLength(1);
  });

  const BAD: readonly [
    what: string,
    body: unknown,
    expected: string,
    field?: string,
  ][] = [
    ["null", null, "400 invalid_request"],
    ["a list", [], "400 invalid_request"],
    [
      "a price",
      { lines: [{ sku: "SHRT-BLK-XL-9981", quantity: 1, price: 1 }] },
      "400 invalid_request",
      "lines.0",
    ],
    [
      "101 lines",
      { lines: Array(101).fill({ sku: "A", quantity: 1 }) },
      "400 invalid_request",
      "lines",
    ],
    [
      "an unknown sku",
      { lines: [{ sku: "NO-SUCH-SHIRT", quantity: 1 }] },
      "422 unknown_sku",
    ],
    [
      "a return address elsewhere",
      { lines: LINES, returnUrl: "https://evil.example/" },
      "422 return_url_refused",
      "returnUrl",
    ],
    [
      "an unknown payment link",
      { paymentLink: "pl_AAAAAAAAAAAAAAAAAAAAAA" },
      "404 not_found",
    ],
    [
      "a cart token nobody can read",
      { cartToken: "x" },
      "422 cart_token_invalid",
    ],
  ];

  it.each(BAD)("refuses %s", async (_what, body, expected, field) => {
    const relay = await startTestRelay({ asleep: true });
    const answer = await create(relay, body);
    expect(refusal(answer)).toBe(expected);
    if (field !== undefined)
      expect(answer.body).toMatchObject({ errors: [{ field }] });
    expect((await relay.store.listOrders({}, { limit: 10 })).items).toEqual([]);
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
    const { order } = createOrderResponseSchema.parse(answer.body);
    expect(await relay.store.getOrder(order.id)).toMatchObject({
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
    ["no key", {}, "idempotency_key_missing"],
    ["an empty key", { "Idempotency-Key": "" }, "idempotency_key_missing"],
    [
      "a key that somebody else may choose",
      { "Idempotency-Key": "k".repeat(15) },
      "idempotency_key_invalid",
    ],
    [
      "a key of 256 characters",
      { "Idempotency-Key": "k".repeat(256) },
      "idempotency_key_invalid",
    ],
    [
      "a key with a space",
      { "Idempotency-Key": "a b" },
      "idempotency_key_invalid",
    ],
  ] as const)("refuses %s", async (_what, headers, code) => {
    const relay = await startTestRelay({ asleep: true });
    const answer = await relay.post(
      "/v1/orders",
      { lines: LINES },
      { ...headers },
    );
    expect([answer.status, problemCode(answer)]).toEqual([400, code]);
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
