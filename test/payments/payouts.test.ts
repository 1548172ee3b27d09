import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  callAsMerchant,
  detailOf,
  problemOf,
} from "../support/merchant-call.ts";
import {
  decidePayout,
  makePayout,
  payoutBecomes,
} from "../support/sandbox-payouts.ts";
import type { LineWish } from "../support/sandbox-payouts.ts";
import { startStack } from "../support/stack.ts";
import type { Stack } from "../support/stack.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

const show = (id: string) => callAsMerchant(stack, "GET", `/payouts/${id}`);
const reject = (id: string) =>
  callAsMerchant(stack, "POST", `/payouts/${id}/reject`);

const kes = (value: number) => ({ value, currency: "KES" });
const LONG_ID = "7".repeat(300);
const TOO_LATE = "Transaction cannot be rejected on current status";

/** A phone that leaves a payout pending until the test decides it. */
const WAITING: LineWish = { phone: "254712345600", amount: 1500 };

/** The payout after it ended so; all of its lines, or each by itself. */
async function ended(...outcomes: readonly string[]): Promise<string> {
  const lines = outcomes.map((_outcome, place) => ({
    ...WAITING,
    amount: 1500 + place,
  }));
  const id = await makePayout(stack, ...lines);
  await payoutBecomes(stack, id, ...outcomes.map(() => "pending"));
  for (const [line, outcome] of outcomes.entries())
    await decidePayout(stack, id, outcome, line);
  return id;
}

describe("a payout, looked at", () => {
  it.each([
    ["paid", "paid", true, { code: "0", advice: "none" }],
    ["failed", "failed", true, { code: "13" }],
    ["insufficient_funds", "failed", true, { code: "15" }],
    ["declined", "failed", true, { code: "18" }],
    ["rejected", "rejected", true, { code: "18" }],
    ["timed_out", "timed_out", true, { code: "-1", advice: "query_again" }],
    ["pending", "pending", false, null],
  ])(
    "that ended %s is %s, processed: %s",
    async (outcome, status, processed, result) => {
      const id = await ended(outcome);
      const answer = await show(id);
      expect(answer.status).toBe(200);
      expect(answer.json).toMatchObject({
        id,
        status,
        processed,
        remarks: "Salaries",
        lines: [
          {
            status,
            amount: kes(150_000),
            fee: kes(0),
            recipient: { name: "Worker 0", account: "+254712345600" },
            reference: "SALARY-0",
            result,
          },
        ],
      });
    },
  );

  it("has the receipt and the balances once it is paid", async () => {
    const { json } = await show(await ended("paid"));
    expect(json).toMatchObject({
      lines: [
        {
          receipt: expect.stringMatching(/^[A-Z0-9]{10}$/) as string,
          at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
        },
      ],
      balances: {
        working: { currency: "KES" },
        utility: { currency: "KES" },
        wallet: { currency: "KES" },
      },
    });
  });

  it("has the zeros that the provider gives for balances before", async () => {
    expect((await show(await ended("pending"))).json).toMatchObject({
      balances: { working: kes(0), utility: kes(0), wallet: kes(0) },
    });
  });

  it("of several lines is what the least final of them is", async () => {
    const { json } = await show(await ended("paid", "timed_out", "failed"));
    expect(json).toMatchObject({
      status: "timed_out",
      lines: [
        { status: "paid", amount: kes(150_000) },
        { status: "timed_out", amount: kes(150_100) },
        { status: "failed", amount: kes(150_200) },
      ],
      // What the one that was paid left, not the zeros beside the others.
      balances: { working: kes(84_521_050) },
    });
  });

  it("is for the merchant alone: no key, no answer; no page may read it", async () => {
    const id = await ended("paid");
    const url = `${stack.relayUrl}/v1/merchant/payouts/${id}`;
    const keyless = await fetch(url, { headers: { Origin: stack.shopUrl } });
    expect(keyless.status).toBe(401);
    expect(keyless.headers.get("Access-Control-Allow-Origin")).toBeNull();
    const asked = await fetch(url, {
      method: "OPTIONS",
      headers: {
        Origin: stack.shopUrl,
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "authorization",
      },
    });
    expect(asked.headers.get("Access-Control-Allow-Origin")).toBeNull();
    const answer = await show(id);
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBeNull();
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
  });

  it("leaves no balance in the log", async () => {
    const { json } = await show(await ended("paid"));
    const { balances } = json as {
      balances: Record<string, { value: number }>;
    };
    const amounts = Object.values(balances).map(({ value }) => value);
    expect(amounts).toHaveLength(3);
    for (const amount of amounts) {
      expect(stack.logged()).not.toContain(String(amount));
      expect(stack.logged()).not.toContain((amount / 100).toFixed(2));
    }
  });

  it.each([
    ["nobody knows", "5b1f3f0e-0000-4000-8000-000000000000"],
    ["of 300 characters", LONG_ID],
    ["of blanks", "%20%20"],
    ["with a line break", "a%0Ab"],
  ])("by an id %s is not found", async (_what, id) => {
    expect(problemOf(stack, await show(id))).toEqual([404, "not_found"]);
    expect(problemOf(stack, await reject(id))).toEqual([404, "not_found"]);
  });
});

describe("a payout, stopped", () => {
  it("while it is pending, with the code that says so", async () => {
    const id = await ended("pending");
    const answer = await reject(id);
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      lines: [{ id, rejected: true, code: "0", reason: "Success" }],
    });
    expect((await show(id)).json).toMatchObject({ status: "rejected" });
  });

  it.each(["paid", "failed", "timed_out", "rejected"])(
    "is refused with the provider's reason when it is %s already",
    async (outcome) => {
      const id = await ended(outcome);
      const answer = await reject(id);
      expect(problemOf(stack, answer)).toEqual([409, "provider_conflict"]);
      expect(detailOf(answer)).toContain(TOO_LATE);
      expect((await show(id)).json).toMatchObject({
        status: outcome,
      });
    },
  );

  it("is answered line by line", async () => {
    const id = await ended("paid", "pending", "failed", "pending");
    const answer = await reject(id);
    expect(answer.status).toBe(200);
    const stopped = { id, rejected: true, code: "0", reason: "Success" };
    const refused = { id, rejected: false, code: "1", reason: TOO_LATE };
    expect(answer.json).toEqual({
      lines: [refused, stopped, refused, stopped],
    });
    await payoutBecomes(stack, id, "paid", "rejected", "failed", "rejected");
    const again = await reject(id);
    expect(problemOf(stack, again)).toEqual([409, "provider_conflict"]);
    expect(again.json).toMatchObject({
      errors: [0, 1, 2, 3].map((place) => ({
        field: `lines.${place}`,
        message: TOO_LATE,
      })),
    });
  });

  it("takes no body but an empty one", async () => {
    const id = await ended("pending");
    const answer = await callAsMerchant(
      stack,
      "POST",
      `/payouts/${id}/reject`,
      { body: { lines: [0] } },
    );
    expect(problemOf(stack, answer)).toEqual([400, "invalid_request"]);
    expect((await show(id)).json).toMatchObject({ status: "pending" });
  });
});
