/**
 * Every call that the relay makes for the merchant, and every way in which the provider may fail it. Time-outs are left
 * to the adapters' own tests, where they can be made short; a lost answer is the same to the relay.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callAsMerchant, problemOf } from "../support/merchant-call.ts";
import type { MerchantAnswer } from "../support/merchant-call.ts";
import {
  letFail,
  readTransfer,
  sendTransfer,
} from "../support/sandbox-control.ts";
import { makePayout, payoutBecomes } from "../support/sandbox-payouts.ts";
import { startStack } from "../support/stack.ts";
import type { Stack } from "../support/stack.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ env: { FLEXPAY_UNMATCHED: "leave" } });
});
afterAll(() => stack.close());

const REFUSED = [422, "provider_refused"];
const NOT_FOUND = [404, "not_found"];
const CONFLICT = [409, "provider_conflict"];
const BUSY = [503, "provider_busy"];
const UNAVAILABLE = [503, "provider_unavailable"];
const UNKNOWN = [502, "provider_outcome_unknown"];

interface Fault {
  readonly status?: number;
  readonly body?: "none" | "half";
  readonly times?: number;
}
type Case = readonly [what: string, fault: Fault, expected: unknown];

/** `noAnswer`: what an answer means that says nothing. `notFound`: what 404 does. */
const cases = (noAnswer: unknown, notFound: unknown): readonly Case[] => [
  ["400", { status: 400 }, REFUSED],
  ["403", { status: 403 }, REFUSED],
  ["404", { status: 404 }, notFound],
  ["409", { status: 409 }, CONFLICT],
  ["500", { status: 500 }, noAnswer],
  ["503", { status: 503 }, noAnswer],
  ["no answer", { body: "none" }, noAnswer],
  ["half an answer", { body: "half" }, noAnswer],
  // The last one: FlexPay names a time to come back, and nobody asks before it.
  ["429", { status: 429 }, BUSY],
];

const BILL = "7d0c2f61-52be-4c0a-9d6e-2b8a4f1c7e10";
const READINGS = cases(UNAVAILABLE, NOT_FOUND);
/** Nothing in these calls could be unknown. */
const LISTS = cases(UNAVAILABLE, UNAVAILABLE);
const CHANGES = cases(UNKNOWN, NOT_FOUND);

const get = (path: string) => callAsMerchant(stack, "GET", path);
const post = (path: string, body?: object) =>
  callAsMerchant(stack, "POST", path, { body });

const pendingPayout = async (): Promise<string> => {
  const id = await makePayout(stack, { phone: "254712345600", amount: 100 });
  await payoutBecomes(stack, id, "pending");
  return id;
};
const waitingTransfer = async (): Promise<string> =>
  (await sendTransfer(stack, { amount: "1500.00", webhook: "none" })).reference;

/** A clear problem document, with a time to come back where that helps. */
function expectProblem(answer: MerchantAnswer, expected: unknown): void {
  expect(problemOf(stack, answer)).toEqual(expected);
  const comesBack = expected === BUSY || expected === UNAVAILABLE;
  const retryAfter = answer.headers.get("Retry-After");
  if (comesBack) expect(Number(retryAfter)).toBeGreaterThan(0);
  else expect(retryAfter).toBeNull();
}

describe.each([
  ["a payout", "payout_query", READINGS, pendingPayout, "/payouts/"],
  ["a bill", "bill", READINGS, () => Promise.resolve(BILL), "/bills/"],
  ["the routes", "routes", LISTS, () => Promise.resolve(""), "/routes"],
  [
    "pending transfers",
    "flexpay_pending",
    LISTS,
    () => Promise.resolve(""),
    "/transfers/pending",
  ],
  ["a transfer", "flexpay_read", READINGS, waitingTransfer, "/transfers/"],
] as const)("reading %s", (_what, call, table, prepare, path) => {
  let id: string;
  beforeAll(async () => {
    id = await prepare();
  });

  it.each(table)("meets %s", async (_fault, fault, expected) => {
    await letFail(stack, { call, ...fault });
    expectProblem(await get(`${path}${id}`), expected);
  });

  it("goes on after all of that", async () => {
    await expect
      .poll(async () => (await get(`${path}${id}`)).status, { timeout: 5000 })
      .toBe(200);
  });
});

describe("stopping a payout", () => {
  it.each(CHANGES)("meets %s", async (_what, fault, expected) => {
    const id = await pendingPayout();
    await letFail(stack, { call: "payout_reject", ...fault });
    expectProblem(await post(`/payouts/${id}/reject`), expected);
    // A status was an answer instead of the deed; a cut answer followed it.
    const done = fault.body !== undefined;
    expect((await get(`/payouts/${id}`)).json).toMatchObject({
      status: done ? "rejected" : "pending",
    });
    const again = await post(`/payouts/${id}/reject`);
    if (done) expect(problemOf(stack, again)).toEqual(CONFLICT);
    else expect(again.status).toBe(200);
  });
});

describe.each([
  ["taking", "flexpay_accept", "accept", undefined, "COMPLETED"],
  ["sending back", "flexpay_reject", "reject", { reason: "no" }, "REJECTED"],
] as const)("%s a transfer", (_what, call, verb, body, ended) => {
  it.each(CHANGES)("meets %s", async (_fault, fault, expected) => {
    const reference = await waitingTransfer();
    const path = `/transfers/${reference}/${verb}`;
    await letFail(stack, { call, ...fault });
    expectProblem(await post(path, body), expected);
    const done = fault.body !== undefined;
    expect((await readTransfer(stack, reference)).status).toBe(
      done ? ended : "AWAITING_ACCEPTANCE",
    );
    const again = await post(path, body);
    if (done) expect(problemOf(stack, again)).toEqual(CONFLICT);
    else expect(again.status).toBe(200);
    expect((await readTransfer(stack, reference)).status).toBe(ended);
  });
});

/** Each waits longer than the one before it, so there is one of each; the adapters' tests have the others. */
describe("a token that the provider refuses", () => {
  it("is renewed, and the call repeated", async () => {
    await letFail(stack, { call: "bill", status: 401 });
    expect((await get(`/bills/${BILL}`)).status).toBe(200);
  });

  it("and that it gives no other for: nothing was done", async () => {
    const id = await pendingPayout();
    await letFail(stack, { call: "payout_reject", status: 401 });
    await letFail(stack, { call: "token", status: 503 });
    expectProblem(await post(`/payouts/${id}/reject`), UNAVAILABLE);
    expect((await get(`/payouts/${id}`)).json).toMatchObject({
      status: "pending",
    });
  });
});

const MONEY = { value: 100_000, currency: "KES" };
const orderOf = (unitAmount: unknown) => ({
  lines: [{ sku: "GIFT", name: "Gift", quantity: 1, unitAmount }],
});
const amountOf = (value: unknown) => ({ value, currency: "KES" });

/** What is no amount, whatever it is for. */
const NO_AMOUNTS: readonly (readonly [what: string, amount: unknown])[] = [
  ["four decimals", amountOf(100.1234)],
  ["below zero", amountOf(-1)],
  ["text", amountOf("100000")],
  ["an exponent", amountOf("1e3")],
  ["thousands", amountOf("1,000.00")],
  ["more than can be exact", amountOf(2 ** 53)],
  ["null", amountOf(null)],
  ["a bare number", 100_000],
  ["small letters for a currency", { value: 100_000, currency: "kes" }],
  ["no currency", { value: 100_000 }],
  ["more than value and currency", { ...MONEY, exponent: 2 }],
];

describe("bad input", () => {
  it.each(NO_AMOUNTS)("is no amount: %s", async (_what, amount) => {
    for (const answer of [
      await post("/orders", orderOf(amount)),
      await post("/payment-links", { title: "Gift", amount }),
      await callAsMerchant(
        stack,
        "POST",
        `/orders/ord_${"a".repeat(22)}/refunds`,
        {
          body: { reason: "Wrong size", amount },
          key: "bad-input",
        },
      ),
    ])
      expect(problemOf(stack, answer)).toEqual([400, "invalid_request"]);
  });

  it.each([
    ["zero", amountOf(0), "amount_out_of_range"],
    [
      "a currency that is none",
      { value: 1, currency: "XXX" },
      "currency_unsupported",
    ],
  ])("can't be asked for: %s", async (_what, amount, code) => {
    for (const answer of [
      await post("/orders", orderOf(amount)),
      await post("/payment-links", { title: "Gift", amount }),
    ])
      expect(problemOf(stack, answer)).toEqual([422, code]);
  });

  it.each([
    ["orders", "GET", "/orders/ID"],
    ["refunds", "GET", "/orders/ID/refunds"],
    ["a refund", "GET", "/orders/ID/refunds/ID"],
    ["a refund's end", "POST", "/orders/ID/refunds/ID/reject"],
    ["a link", "GET", "/payment-links/ID"],
    ["a payout", "GET", "/payouts/ID"],
    ["a payout's end", "POST", "/payouts/ID/reject"],
    ["a bill", "GET", "/bills/ID"],
    ["a transfer", "GET", "/transfers/ID"],
    ["a delivery", "GET", "/deliveries/ID"],
    ["a delivery sent again", "POST", "/deliveries/ID/redrive"],
  ] as const)("as an id is not found: %s", async (_what, method, path) => {
    for (const id of [
      "7".repeat(300),
      "%00",
      "%F0%9F%A7%BE",
      "'%20OR%20''='",
    ]) {
      const answer = await callAsMerchant(
        stack,
        method,
        path.replaceAll("ID", id),
      );
      expect(problemOf(stack, answer)).toEqual(NOT_FOUND);
    }
  });

  it.each([
    ["no JSON", "{", "invalid_json", 400],
    ["a list", "[]", "invalid_request", 400],
    [
      "a field nobody knows",
      '{"title":"Gift","price":1}',
      "invalid_request",
      400,
    ],
    ["a megabyte", `"${"x".repeat(1_000_000)}"`, "body_too_large", 413],
  ])("is no body: %s", async (_what, body, code, status) => {
    const answer = await callAsMerchant(stack, "POST", "/payment-links", {
      body,
    });
    expect(problemOf(stack, answer)).toEqual([status, code]);
  });

  it("from a tag nobody has moves nothing, and money to another tag is shown and left alone", async () => {
    const sent = { amount: "1500.00", webhook: "none" };
    await expect(
      sendTransfer(stack, { ...sent, senderTag: "nobody@pesawallet" }),
    ).rejects.toThrow();
    await expect(
      sendTransfer(stack, { ...sent, receiverTag: "nobody@dukaapp" }),
    ).rejects.toThrow();
    const receiverTag = "till@dukaapp";
    const { reference } = await sendTransfer(stack, { ...sent, receiverTag });
    expect((await get(`/transfers/${reference}`)).json).toMatchObject({
      transfer: { receiverTag, status: "awaiting_acceptance" },
    });
  });
});
