/** What becomes of payments when a relay's clock is set, by a person or by NTP. */
import { describe, expect, it } from "vitest";
import {
  paid,
  pass,
  pending,
  startCard,
  startOrder,
} from "../support/attempts.ts";
import { paidOrder } from "../support/merchant.ts";
import {
  becomes,
  expectRefund,
  refundTaskAt,
  startRefunded,
} from "../support/refunded.ts";
import { START, startTestRelay } from "../support/test-relay.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;
const STEPS = [60, 10 * 60, 2 * HOUR, 80 * HOUR, 400 * DAY];
const BOTH_WAYS = STEPS.flatMap((step) => [step, -step]);

describe("a clock that is set while a payer is asked", () => {
  it.each(BOTH_WAYS)(
    "by %i s fails nothing and gives nothing up: the payment is found by a query",
    async (step) => {
      const { relay, order } = await startOrder();
      relay.provider.onQuery = () => pending;
      await relay.attempt(order);
      relay.clock.set(step);
      for (const gap of [0, 40, 100, 60]) {
        await pass(relay, gap);
        const { status, flags, attempt } = await relay.read(order);
        expect([status, attempt?.failure]).toEqual(["pending", null]);
        expect(flags.review).toBe(false);
      }
      relay.provider.onQuery = () => paid;
      await pass(relay, 2 * HOUR);
      expect(await relay.read(order)).toMatchObject({ status: "paid" });
      expect(relay.provider.submits).toHaveLength(1);
    },
  );

  it.each([2 * HOUR, 80 * HOUR])(
    "ahead by %i s closes a card page early, and its payment counts all the same",
    async (step) => {
      const { relay, order } = await startCard();
      relay.provider.onQuery = () => pending;
      relay.clock.set(step);
      await pass(relay, 0);
      await pass(relay, 60);
      const { attempt, flags } = await relay.read(order);
      expect([attempt?.status, flags.review]).toEqual(["expired", false]);
      relay.provider.onQuery = () => paid;
      await pass(relay, 2 * HOUR);
      expect(await relay.read(order)).toMatchObject({
        status: "paid",
        flags: { late: true, overpaid: false, review: false },
      });
    },
  );

  it("ahead for good is believed six hours later: then 72 hours are over", async () => {
    const { relay, order } = await startOrder();
    relay.provider.onQuery = () => pending;
    await relay.attempt(order);
    relay.clock.set(80 * HOUR);
    await pass(relay, 0);
    await pass(relay, 5 * HOUR);
    expect((await relay.read(order)).flags.review).toBe(false);
    await pass(relay, 2 * HOUR);
    expect((await relay.read(order)).flags.review).toBe(true);
  });
});

it("a refund that was sent is asked about as long as without the step", async () => {
  const { relay, payouts, made } = await startRefunded();
  payouts.onFind = becomes("pending");
  relay.clock.set(80 * HOUR);
  await pass(relay, 0);
  expect(await refundTaskAt(relay)).toBeGreaterThan(relay.clock.now());
  await expectRefund(relay, made, { review: false });
  payouts.onFind = becomes("paid");
  await pass(relay, 2 * HOUR);
  await expectRefund(relay, made, { status: "paid", review: false });
});

describe("the clean-up", () => {
  it("removes and erases nothing while the clock may be wrong", async () => {
    const relay = await startTestRelay({
      settings: { retentionMs: 180 * DAY * 1000 },
    });
    const order = await paidOrder(relay);
    const unpaid = await relay.order();
    await pass(relay, 2 * HOUR);
    relay.clock.set(400 * DAY);
    await pass(relay, 0);
    await pass(relay, 60);
    const left = async () => [
      (await relay.store.getOrder(order.id))?.erasedAt ?? null,
      (await relay.store.getOrder(unpaid.id))?.id,
    ];
    expect(await left()).toEqual([null, unpaid.id]);
    relay.clock.set(-400 * DAY);
    for (let day = 0; day < 3; day += 1) await pass(relay, DAY);
    expect(await left()).toEqual([null, unpaid.id]);
    expect(Date.parse(START)).toBeLessThan(relay.clock.now());
    // Set ahead for good, it is believed in the end.
    relay.clock.set(400 * DAY);
    await pass(relay, 0);
    await pass(relay, 7 * HOUR);
    await pass(relay, 60);
    expect((await left())[0]).not.toBeNull();
  });
});
