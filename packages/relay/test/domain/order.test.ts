import { describe, expect, it } from "vitest";
import {
  currentAttempt,
  holdsForReview,
  orderFlags,
  orderOutcome,
  orderStatus,
} from "../../src/domain/order.ts";
import type { Observation } from "../../src/domain/observation.ts";
import type { Order } from "../../src/domain/order.ts";
import { T0, anAttempt, anOrder, seen } from "./fixtures.ts";

const SECOND_ID = "7b0c0b0e-52b2-4f0c-9d59-0a3c5f7d0002";

const NO_FLAGS = { late: false, overpaid: false, review: false };

/** An order with one attempt of which this was learned. */
const tried = (learned: readonly Observation[], changes: Partial<Order> = {}) =>
  anOrder({ ...changes, attempts: [anAttempt(learned)] });

describe("order", () => {
  it("is open without attempts, and again after one that ended unpaid", () => {
    expect(orderStatus(anOrder())).toBe("open");
    expect(orderStatus(tried([seen.refused()]))).toBe("open");
    expect(orderOutcome(anOrder())).toBeNull();
  });

  it("is pending while an attempt is alive or unconfirmed, also past its time", () => {
    const alive = tried([seen.accepted()], { expiredAt: T0 + 10 });
    const overdue = [seen.accepted(), seen.deadline(), seen.pending(95)];
    for (const order of [alive, tried(overdue)])
      expect(orderStatus(order)).toBe("pending");
  });

  it("is expired when its time was over and nothing can still pay", () => {
    const order = tried([seen.refused()], { expiredAt: T0 + 3_600_000 });
    expect(orderStatus(order)).toBe("expired");
    expect(orderOutcome(order)).toMatchObject({
      id: "out_AAAAAAAAAAAAAAAAAAAAAA_expired",
      status: "expired",
      receipt: null,
      method: null,
    });
  });

  it("is paid once any attempt is, and says by which and when", () => {
    const order = anOrder({
      attempts: [
        anAttempt([seen.refused()]),
        anAttempt([seen.succeeded(40)], { id: SECOND_ID }),
      ],
    });
    expect(orderStatus(order)).toBe("paid");
    expect(currentAttempt(order)?.plan.id).toBe(SECOND_ID);
    expect(orderOutcome(order)).toEqual({
      id: "out_AAAAAAAAAAAAAAAAAAAAAA_paid",
      status: "paid",
      method: "mpesa",
      amount: { value: 250_000, currency: "KES" },
      receipt: "SKL7X2Q9WD",
      at: "2026-11-21T09:00:40.000Z",
      late: false,
    });
  });

  it("is paid late after it had expired, as a new outcome", () => {
    const order = tried([seen.succeeded(20)], { expiredAt: T0 + 10_000 });
    expect(orderFlags(order)).toEqual({ ...NO_FLAGS, late: true });
    expect(orderOutcome(order)).toMatchObject({
      id: "out_AAAAAAAAAAAAAAAAAAAAAA_paid",
      late: true,
    });
  });

  it("is paid late after it was cancelled, whatever the clock said then", () => {
    const cancelled = { cancelledAt: T0 + 30_000 };
    expect(orderOutcome(tried([seen.refused()], cancelled))).toMatchObject({
      id: "out_AAAAAAAAAAAAAAAAAAAAAA_cancelled",
      status: "cancelled",
      at: "2026-11-21T09:00:30.000Z",
    });
    for (const seconds of [29, 30, 31]) {
      const order = tried([seen.succeeded(seconds)], cancelled);
      expect(orderOutcome(order)).toMatchObject({ status: "paid", late: true });
    }
  });

  it("is overpaid by a second success, and the earliest one counts", () => {
    const order = anOrder({
      attempts: [
        anAttempt([seen.succeeded(50)]),
        anAttempt([seen.succeeded(40)], { id: SECOND_ID }),
      ],
    });
    expect(orderFlags(order)).toEqual({ ...NO_FLAGS, overpaid: true });
    expect(currentAttempt(order)?.plan.id).toBe(SECOND_ID);
  });

  it("is paid by the lower id where two successes came at one moment", () => {
    const [a, b] = [
      anAttempt([seen.succeeded(40)]),
      anAttempt([seen.succeeded(40)], { id: SECOND_ID }),
    ];
    for (const attempts of [
      [a, b],
      [b, a],
    ])
      expect(currentAttempt(anOrder({ attempts }))).toBe(a);
  });

  it("holds everything when another amount was paid", () => {
    const order = tried([seen.succeeded(25, { value: 1, currency: "KES" })]);
    expect(orderStatus(order)).toBe("open");
    expect(holdsForReview(order)).toBe(true);
    expect(orderFlags(order).review).toBe(true);
  });

  it("shows the newest attempt that may still pay, else the newest", () => {
    const alive = anAttempt([seen.accepted()]);
    const refused = anAttempt([seen.refused()], { id: SECOND_ID });
    expect(currentAttempt(anOrder({ attempts: [alive, refused] }))).toBe(alive);
    const earlier = anAttempt([seen.refused()]);
    expect(currentAttempt(anOrder({ attempts: [earlier, refused] }))).toBe(
      refused,
    );
  });
});
