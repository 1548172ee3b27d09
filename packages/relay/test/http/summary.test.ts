import type { Summary } from "@malipo/protocol/merchant";
import { describe, expect, it } from "vitest";
import { anUnmatchedPayment } from "../domain/fixtures.ts";
import { pass, problem } from "../support/attempts.ts";
import { asMerchant, paidOrder, postAsMerchant } from "../support/merchant.ts";
import { startTestRelay, zoneOf } from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";

const read = async (relay: TestRelay, query = ""): Promise<Summary> => {
  const answer = await asMerchant(relay, `summary${query}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body as Summary;
};

describe("GET /v1/merchant/summary", () => {
  it("counts and adds up orders by status, method, provider and currency", async () => {
    const relay = await startTestRelay();
    await paidOrder(relay);
    await paidOrder(relay);
    const cancelled = await relay.order();
    await postAsMerchant(relay, `orders/${cancelled.id}/cancel`);
    await relay.store.transaction((tx) =>
      tx.insertUnmatchedPayment(anUnmatchedPayment()),
    );
    const summary = await read(relay);
    const none = { method: null, provider: null };
    const amount = { value: 250_000, currency: "KES" };
    const totals = [
      { status: "cancelled", ...none, count: 1, amount },
      {
        status: "paid",
        ...{ method: "mpesa", provider: "almara", count: 2 },
        amount: { value: 500_000, currency: "KES" },
      },
    ];
    expect(summary.totals).toEqual(totals);
    expect(summary.timeZone).toBe("Africa/Nairobi");
    expect(summary.days).toHaveLength(30);
    expect(summary.days.at(-1)).toEqual({ day: "2026-11-21", totals });
    expect(summary.successRate).toBe(1);
    expect(summary.attention).toEqual({
      reviews: 0,
      overpaid: 0,
      refundsInReview: 0,
      unmatchedPayments: 1,
      undecidedTransfers: 0,
      deadDeliveries: 0,
    });
    expect(summary.backlog.tasks.map(({ kind }) => kind)).toContain(
      "query_attempt",
    );
    expect(Object.keys(summary.providers)).toContain("almara");
  });

  it("counts an order for the day of its creation, in the merchant's time zone", async () => {
    const relay = await startTestRelay();
    await relay.order();
    // 00:30 of the next day in Nairobi.
    await pass(relay, 12.5 * 3600);
    await relay.order();
    const days = async (query: string) =>
      (await read(relay, query)).days.map(({ day, totals }) => [
        day,
        totals.reduce((sum, { count }) => sum + count, 0),
      ]);
    expect(await days("?from=2026-11-21&to=2026-11-22")).toEqual([
      ["2026-11-21", 1],
      ["2026-11-22", 1],
    ]);
    expect(await days("?from=2026-11-22&to=2026-11-22")).toEqual([
      ["2026-11-22", 1],
    ]);
    expect(
      await days("?from=2026-11-21T09:05:00Z&to=2026-11-21T09:10:00Z"),
    ).toEqual([["2026-11-21", 1]]);
    expect((await read(relay)).from).toBe("2026-10-23T21:00:00.000Z");
  });

  it("covers 30 days also where clocks have changed since the first of them", async () => {
    const relay = await startTestRelay({
      settings: { timeZone: zoneOf("Europe/London") },
    });
    // 23:30; on 25 October clocks went back an hour.
    relay.clock.advance(14.5 * 3600);
    const { days } = await read(relay);
    expect([days.length, days[0]?.day, days.at(-1)?.day]).toEqual([
      30,
      "2026-10-23",
      "2026-11-21",
    ]);
  });

  it("tells how long payments took, and what share succeeded", async () => {
    const relay = await startTestRelay({ asleep: true });
    expect(await read(relay)).toMatchObject({
      successRate: null,
      promptToPaid: null,
    });
  });

  it.each(["?from=2020-01-01", "?from=x", "?from=2026-12-01&to=2026-11-01"])(
    "is refused for %s",
    async (query) => {
      const relay = await startTestRelay({ asleep: true });
      expect(problem(await asMerchant(relay, `summary${query}`))).toEqual([
        400,
        "invalid_request",
      ]);
    },
  );
});
