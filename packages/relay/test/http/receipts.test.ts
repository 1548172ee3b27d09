import { describe, expect, it } from "vitest";
import type { QueryResult } from "../../src/ports/provider.ts";
import {
  NO_FLAGS,
  onAttempt,
  pass,
  refusal,
  startAttempt,
} from "../support/attempts.ts";
import { FULL, notify, openBill, unmatched } from "../support/paybill.ts";
import { startTestRelay } from "../support/test-relay.ts";
import type { OpenedOrder, TestRelay } from "../support/test-relay.ts";

const RECEIPT = "SKL7X2Q9WD";

const start = () =>
  startTestRelay({ settings: { methods: ["paybill", "mpesa", "card"] } });

const paidBy = (receipt: string, method: string): QueryResult => ({
  kind: "succeeded",
  amount: method === "card" ? { value: 250_000, currency: "KES" } : null,
  receipt,
});

/** A new order of which the provider says that it is paid by this receipt. */
async function payBy(
  relay: TestRelay,
  receipt: string,
  method: "mpesa" | "card" = "mpesa",
): Promise<OpenedOrder & { readonly attemptId: string }> {
  const order = await relay.order();
  const attemptId = await relay.attempt(order, method);
  relay.provider.onQuery = () => paidBy(receipt, method);
  await onAttempt(relay, order, attemptId, "check");
  return { ...order, attemptId };
}

describe("a receipt", () => {
  it.each([
    ["mpesa", "mpesa", RECEIPT],
    ["card", "mpesa", RECEIPT],
    ["mpesa", "card", RECEIPT],
    ["mpesa", "mpesa", " skl7x2\u200bq9wd "],
  ] as const)(
    "pays one order alone: %s, then %s with %j",
    async (firstMethod, secondMethod, spelling) => {
      const relay = await start();
      const first = await payBy(relay, RECEIPT, firstMethod);
      const second = await payBy(relay, spelling, secondMethod);
      expect(await relay.read(first)).toMatchObject({
        status: "paid",
        flags: NO_FLAGS,
      });
      expect(await relay.read(second)).toMatchObject({
        status: "pending",
        flags: { ...NO_FLAGS, review: true },
        outcome: null,
      });
      expect(
        refusal(await startAttempt(relay, second, { method: "card" })),
      ).toBe("409 attempt_alive");
      // Asked again and again, and past its deadline, it stays so.
      for (const seconds of [5, 60, 120, 4_000]) await pass(relay, seconds);
      expect(await relay.read(second)).toMatchObject({
        status: "pending",
        flags: { review: true },
      });
    },
  );

  it("pays one of two orders that report it at the same time", async () => {
    const relay = await start();
    relay.provider.onQuery = () => paidBy(RECEIPT, "mpesa");
    const orders = await Promise.all([relay.order(), relay.order()]);
    await Promise.all(
      orders.map(async (order) => {
        const attemptId = await relay.attempt(order);
        await onAttempt(relay, order, attemptId, "check");
      }),
    );
    const seen = await Promise.all(orders.map((order) => relay.read(order)));
    expect(seen.map(({ status }) => status).sort()).toEqual([
      "paid",
      "pending",
    ]);
    expect(seen.map(({ flags }) => flags.review).sort()).toEqual([false, true]);
  });

  it("pays the second order by another receipt after all", async () => {
    const relay = await start();
    await payBy(relay, RECEIPT);
    const second = await payBy(relay, RECEIPT);
    relay.provider.onQuery = () => paidBy("SKL7X2Q9WE", "mpesa");
    relay.clock.advance(5);
    await onAttempt(relay, second, second.attemptId, "check");
    expect(await relay.read(second)).toMatchObject({
      status: "paid",
      flags: { review: true },
      outcome: { receipt: "SKL7X2Q9WE" },
    });
  });
});

describe("a paybill notice of what a prompt was paid with", () => {
  it.each([RECEIPT, " skl7 x2q9wd", "\uff33KL7X2Q9WD"])(
    "is known when it comes after it: %j",
    async (receipt) => {
      const relay = await start();
      await payBy(relay, RECEIPT);
      const notice = { receipt, amount: FULL, account: "X" };
      const answer = await notify(relay, notice);
      expect(answer.status).toBe(200);
      expect(await unmatched(relay)).toEqual([]);
    },
  );

  it("is taken away when it came first", async () => {
    const relay = await start();
    await notify(relay, {
      receipt: "skl7x2q9wd",
      amount: FULL,
      account: "254712345678",
    });
    expect(await unmatched(relay)).toHaveLength(1);
    const order = await payBy(relay, RECEIPT);
    expect(await relay.read(order)).toMatchObject({
      status: "paid",
      flags: NO_FLAGS,
    });
    expect(await unmatched(relay)).toEqual([]);
  });

  it("pays no other order, and not the same one twice", async () => {
    const relay = await start();
    const paid = await payBy(relay, RECEIPT);
    const { order: other, account } = await openBill(relay);
    await notify(relay, { receipt: RECEIPT, amount: FULL, account });
    expect((await relay.read(other)).status).toBe("pending");
    expect((await relay.read(paid)).flags).toEqual(NO_FLAGS);
    expect(await unmatched(relay)).toEqual([]);
  });

  it("is the order's own where its prompt learns of it last", async () => {
    const relay = await start();
    const { order, account } = await openBill(relay);
    await notify(relay, { receipt: RECEIPT, amount: FULL, account });
    const second = await payBy(relay, RECEIPT);
    expect((await relay.read(order)).status).toBe("paid");
    expect(await relay.read(second)).toMatchObject({
      status: "pending",
      flags: { review: true },
    });
  });
});
