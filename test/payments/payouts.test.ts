import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callAsMerchant, problemOf } from "../support/merchant-call.ts";
import { letFail } from "../support/sandbox-control.ts";
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
  it("of several lines is what the least final of them is", async () => {
    const { json } = await show(await ended("paid", "timed_out", "failed"));
    expect(json).toMatchObject({
      status: "timed_out",
      lines: [
        {
          status: "paid",
          amount: kes(150_000),
          recipient: { name: "Worker 0", account: "+254712345600" },
          receipt: expect.stringMatching(/^[A-Z0-9]{10}$/) as string,
          at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
        },
        { status: "timed_out", amount: kes(150_100) },
        { status: "failed", amount: kes(150_200) },
      ],
      // What the one that was paid left, not the zeros beside the others.
      balances: { working: kes(84_521_050) },
    });
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
});

describe("a payout, stopped", () => {
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

  it("whose answer is lost is of unknown outcome, and is stopped", async () => {
    const id = await ended("pending");
    await letFail(stack, { call: "payout_reject", body: "none" });
    expect(problemOf(stack, await reject(id))).toEqual([
      502,
      "provider_outcome_unknown",
    ]);
    expect((await show(id)).json).toMatchObject({ status: "rejected" });
  });
});
