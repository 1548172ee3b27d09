import { describe, expect, it } from "vitest";
import { paid, refusal } from "../support/attempts.ts";
import { KES_2500 } from "../domain/fixtures.ts";
import {
  asMerchant,
  auditLog,
  paidOrder,
  refund,
  refundIn,
} from "../support/merchant.ts";
import {
  DAY,
  UNTIL_DUE_SECONDS,
  causes,
  differences,
  readDay,
  runAgain,
  script,
  untilEnded,
  untilResting,
} from "../support/reconciling.ts";
import { becomes } from "../support/refunded.ts";
import { ScriptedPayouts } from "../support/stand-in-services.ts";
import { startTestRelay } from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

const LESS = { value: 100, currency: "KES" };
const paidAs = (receipt: string, amount = KES_2500) =>
  ({ kind: "succeeded", amount, receipt }) as const;

/** An attempt that the provider refused, and which is not asked about any more. */
async function failed(relay: TestRelay) {
  script(relay, {});
  const order = await relay.order();
  const attemptId = await relay.attempt(order);
  relay.clock.advance(6);
  relay.relay.scheduler.poll();
  await until("it failed", async () => {
    const { attempt } = await relay.read(order);
    return attempt?.status === "failed" || undefined;
  });
  return { ...order, attemptId };
}

describe("a day, the night after", () => {
  it("is compared with the provider, which lies about some attempts", async () => {
    const relay = await startTestRelay();
    const [fine, refused, unknown, other, less] = [
      await paidOrder(relay),
      await paidOrder(relay),
      await paidOrder(relay),
      await paidOrder(relay),
      await paidOrder(relay),
    ];
    const [late, lost] = [await failed(relay), await failed(relay)];
    const receiptOf = async (order: typeof fine): Promise<string> =>
      (await relay.read(order)).outcome?.receipt ?? "";
    script(relay, {
      [fine.attemptId]: paidAs(await receiptOf(fine)),
      [unknown.attemptId]: { kind: "not_found" },
      [other.attemptId]: paidAs("OTHER"),
      [less.attemptId]: paidAs(await receiptOf(less), LESS),
      [late.attemptId]: paidAs("LATE"),
    });
    expect(await readDay(relay)).toBeNull();
    relay.provider.queries.length = 0;
    relay.clock.advance(UNTIL_DUE_SECONDS);
    expect(await untilEnded(relay)).toMatchObject({
      ...{ day: DAY, timeZone: "Africa/Nairobi", state: "finished", runs: 1 },
      from: "2026-11-20T21:00:00.000Z",
      to: "2026-11-21T21:00:00.000Z",
      progress: { done: 7, total: 7 },
      asked: { attempts: 7, refunds: 0 },
      differences: { open: 4, resolved: 1 },
    });
    expect(relay.provider.queries).toHaveLength(7);
    expect(await causes(relay)).toEqual([
      "amount_differs open",
      "paid_at_provider_not_here taken_in",
      "paid_here_not_at_provider open",
      "receipt_differs open",
      "unknown_to_provider open",
    ]);
    const found = await differences(relay);
    expect(
      found.find(({ attemptId }) => attemptId === less.attemptId),
    ).toMatchObject({
      orderId: less.id,
      here: { status: "succeeded", amount: KES_2500 },
      atProvider: { says: "paid", amount: LESS },
    });
    // What the provider said came the way of every answer: it pays, and it asks for a person.
    expect(await relay.read(late)).toMatchObject({
      status: "paid",
      flags: { late: true },
    });
    expect(await relay.read(refused)).toMatchObject({
      status: "paid",
      flags: { review: true },
    });
    expect((await relay.read(fine)).flags).toMatchObject({ review: false });
    expect((await relay.read(lost)).status).not.toBe("paid");
  });

  it("asks about no attempt that somebody is asking about, and leaves no query behind", async () => {
    const relay = await startTestRelay();
    const [settled, open] = [await failed(relay), await relay.order()];
    await failed(relay);
    const attemptId = await relay.attempt(open);
    script(relay, { [attemptId]: { kind: "pending" } });
    relay.clock.advance(UNTIL_DUE_SECONDS);
    const now = relay.clock.now();
    const task = { kind: "query_attempt", subject: settled.attemptId } as const;
    await relay.store.transaction((tx) =>
      tx.leaseTask({ ...task, dueAt: now }, now, 120_000),
    );
    relay.relay.scheduler.poll();
    await untilResting(relay);
    const asked = () =>
      relay.provider.queries.filter((id) => id === settled.attemptId);
    const before = asked().length;
    relay.clock.advance(60);
    relay.relay.scheduler.poll();
    await untilResting(relay);
    expect(asked()).toHaveLength(before);
    relay.clock.advance(61);
    expect(await untilEnded(relay)).toMatchObject({ state: "finished" });
    expect(asked().length).toBeGreaterThan(before);
    // Of the open attempt the query that was planned is left, and nothing of the settled ones.
    await until("one query is planned", async () => {
      const later = relay.clock.now() + 86_400_000;
      const { tasks } = await relay.store.readFigures(later);
      return tasks.find(({ kind }) => kind === "query_attempt")?.due === 1;
    });
  });

  it("has the refunds of the day", async () => {
    const payouts = new ScriptedPayouts();
    const relay = await startTestRelay({ services: { payouts } });
    const paidBack = await paidOrder(relay);
    const { id } = refundIn(await refund(relay, paidBack));
    payouts.onFind = becomes("paid");
    relay.clock.advance(10);
    relay.relay.scheduler.poll();
    await until("it is paid", async () => {
      const found = await relay.store.findRefund(id);
      return found?.facts.success !== null || undefined;
    });
    payouts.onFind = becomes("failed");
    script(relay, { [paidBack.attemptId]: paid });
    relay.clock.advance(UNTIL_DUE_SECONDS);
    expect(await untilEnded(relay)).toMatchObject({
      asked: { attempts: 1, refunds: 1 },
    });
    expect(await differences(relay)).toMatchObject([
      {
        cause: "refund_differs",
        refundId: id,
        attemptId: paidBack.attemptId,
        here: { status: "paid" },
        atProvider: { says: "not_paid" },
      },
    ]);
  });

  it("doesn't ask about paybill payments, which nobody can be asked about", async () => {
    const relay = await startTestRelay({
      settings: { methods: ["mpesa", "paybill"] },
    });
    await relay.attempt(await relay.order(), "paybill");
    relay.clock.advance(UNTIL_DUE_SECONDS);
    expect(await untilEnded(relay)).toMatchObject({
      notAsked: 1,
      asked: { attempts: 0 },
      progress: { done: 1, total: 1 },
    });
  });
});

describe("a difference", () => {
  it("that a later run finds gone is resolved, and never lost", async () => {
    const relay = await startTestRelay();
    const order = await paidOrder(relay);
    script(relay, { [order.attemptId]: { kind: "not_found" } });
    relay.clock.advance(UNTIL_DUE_SECONDS);
    await untilEnded(relay);
    const [found] = await differences(relay);
    script(relay, { [order.attemptId]: paid });
    // The next night asks again about what is open of earlier days.
    relay.clock.advance(24 * 60 * 60);
    await untilEnded(relay, 1, "2026-11-22");
    expect(await differences(relay)).toEqual([
      {
        ...found,
        state: "resolved",
        resolution: "gone",
        checkedAt: "2026-11-23T00:00:00.000Z",
      },
    ]);
    expect(await differences(relay, "2026-11-22")).toEqual([]);
    script(relay, { [order.attemptId]: { kind: "not_found" } });
    expect((await runAgain(relay)).status).toBe(202);
    expect(await untilEnded(relay, 2)).toMatchObject({
      differences: { open: 1, resolved: 0 },
    });
  });

  it("without an answer is asked about once more at the end", async () => {
    const relay = await startTestRelay();
    const order = await paidOrder(relay);
    let asked = 0;
    relay.provider.onQuery = () => {
      asked += 1;
      return asked === 1 ? { kind: "unavailable", detail: "no" } : paid;
    };
    relay.clock.advance(UNTIL_DUE_SECONDS);
    await untilEnded(relay);
    expect(await causes(relay)).toEqual(["no_answer gone"]);
    expect((await relay.read(order)).flags.review).toBe(false);
  });
});

describe("a provider that doesn't respond", () => {
  it("is asked later, from the same place on", async () => {
    const relay = await startTestRelay();
    const orders = [];
    for (let count = 0; count < 8; count += 1)
      orders.push(await paidOrder(relay));
    relay.provider.onQuery = () => ({ kind: "unavailable", detail: "down" });
    relay.provider.queries.length = 0;
    relay.clock.advance(UNTIL_DUE_SECONDS);
    relay.relay.scheduler.poll();
    await untilResting(relay);
    expect(relay.provider.queries).toHaveLength(6);
    expect(await readDay(relay)).toMatchObject({
      state: "running",
      progress: { done: 5, total: 8 },
    });
    script(
      relay,
      Object.fromEntries(orders.map(({ attemptId }) => [attemptId, paid])),
    );
    relay.clock.advance(5 * 60);
    const ended = await untilEnded(relay);
    expect(ended.asked.attempts).toBe(8);
    // Receipts are of other payments here; each attempt has an answer now.
    expect(
      (await causes(relay)).filter((each) => each === "no_answer gone"),
    ).toHaveLength(5);
  });

  it("is given up after six hours, and the next night begins the day again", async () => {
    const relay = await startTestRelay();
    for (let count = 0; count < 7; count += 1) await paidOrder(relay);
    relay.provider.onQuery = () => ({ kind: "unavailable", detail: "down" });
    relay.clock.advance(UNTIL_DUE_SECONDS);
    relay.relay.scheduler.poll();
    await untilResting(relay);
    relay.clock.advance(6 * 60 * 60);
    expect(await untilEnded(relay)).toMatchObject({ state: "given_up" });
    relay.provider.onQuery = () => paid;
    relay.clock.advance(24 * 60 * 60);
    expect(await untilEnded(relay, 2)).toMatchObject({ state: "finished" });
  });

  it("that asks for a pause is not asked before its end", async () => {
    const relay = await startTestRelay();
    await paidOrder(relay);
    relay.provider.onQuery = () => ({
      ...{ kind: "unavailable", detail: "busy" },
      retryAfterSeconds: 60,
    });
    relay.provider.queries.length = 0;
    relay.clock.advance(UNTIL_DUE_SECONDS);
    relay.relay.scheduler.poll();
    await untilResting(relay);
    relay.clock.advance(59);
    relay.relay.scheduler.poll();
    relay.provider.onQuery = () => paid;
    expect(relay.provider.queries).toHaveLength(1);
    relay.clock.advance(1);
    await untilEnded(relay);
    expect(relay.provider.queries).toHaveLength(2);
  });
});

describe("run again", () => {
  it("is refused for days that are not over, or that are none", async () => {
    const relay = await startTestRelay();
    const [today, later, none] = [
      await runAgain(relay, "2026-11-21"),
      await runAgain(relay, "2026-12-01"),
      await runAgain(relay, "2026-02-30"),
    ];
    expect([today, later, none].map(refusal)).toEqual([
      "409 day_not_over",
      "409 day_not_over",
      "400 invalid_request",
    ]);
    expect(refusal(await asMerchant(relay, "reconciliations/2026-11-19"))).toBe(
      "404 not_found",
    );
    relay.clock.advance(12 * 60 * 60);
    expect((await runAgain(relay)).status).toBe(202);
  });

  it("begins once however often it is asked for, and the audit log says who did", async () => {
    const relay = await startTestRelay({ asleep: true });
    const answers = [
      await runAgain(relay, "2026-11-20"),
      await runAgain(relay, "2026-11-20"),
    ];
    for (const { status, body } of answers)
      expect([status, body]).toMatchObject([
        202,
        { reconciliation: { runs: 1, state: "running" } },
      ]);
    const entries = await auditLog(relay, { object: "2026-11-20" });
    expect(entries.map(({ outcome, after }) => [outcome, after])).toEqual([
      ["unchanged", null],
      ["done", { status: "running" }],
    ]);
  });
});
