import { describe, expect, it } from "vitest";
import { attemptStatus } from "../../src/domain/attempt.ts";
import { reviewReasons } from "../../src/domain/attempt-review.ts";
import {
  holdsForReview,
  orderFlags,
  orderOutcome,
  orderStatus,
} from "../../src/domain/order.ts";
import type { Observation } from "../../src/domain/observation.ts";
import { expecting } from "../support/expecting.ts";
import { anAttempt, anOrder, seen } from "./fixtures.ts";

const LATE = 3_700;
const NO_FLAGS = { review: false, overpaid: false };
const REVIEW = { ...NO_FLAGS, review: true };
const OVERPAID = { ...NO_FLAGS, overpaid: true };

const paybill = (...learned: readonly Observation[]) =>
  anAttempt(learned, {
    method: "paybill",
    phone: null,
    payerReference: "AB2CD3EF4G",
  });

describe("payments to an account", () => {
  const waits = { attempt: "awaiting_payer", order: "pending" };
  const paid = { attempt: "succeeded", order: "paid" };

  it.each([
    ...expecting<readonly Observation[]>(
      { ...waits, flags: NO_FLAGS },
      {
        "none yet": [seen.accepted()],
      },
    ),
    ...expecting<readonly Observation[]>(
      { ...waits, flags: REVIEW },
      {
        "a part": [seen.accepted(), seen.payment(30, 100_000)],
        "another currency": [
          seen.accepted(),
          seen.payment(30, 250_000, "A", "UGX"),
        ],
        "a part, and then the shopper gives up: too late": [
          seen.accepted(),
          seen.payment(30, 100_000),
          seen.cancelRequested(40),
          seen.pending(41),
        ],
      },
    ),
    ...expecting<readonly Observation[]>(
      { ...paid, flags: NO_FLAGS },
      {
        "all at once": [seen.accepted(), seen.payment(30, 250_000)],
        "the same one told twice": [
          seen.payment(30, 250_000),
          seen.payment(40, 250_000),
        ],
        "two parts that make it up": [
          seen.payment(30, 100_000, "A"),
          seen.payment(50, 150_000, "B"),
        ],
        "after it had lapsed": [
          seen.deadline(),
          seen.pending(95),
          seen.payment(LATE, 250_000),
        ],
      },
    ),
    ...expecting<readonly Observation[]>(
      { ...paid, flags: OVERPAID },
      {
        "too much": [seen.payment(30, 250_001)],
        "all of it twice": [
          seen.payment(30, 250_000, "A"),
          seen.payment(50, 250_000, "B"),
        ],
      },
    ),
    ...expecting<readonly Observation[]>(
      { ...paid, flags: REVIEW },
      {
        "one receipt with two amounts": [
          seen.payment(30, 250_000, "A"),
          seen.payment(31, 1, "A"),
        ],
      },
    ),
  ])("%s", (_what, learned, expected) => {
    const attempt = paybill(...learned);
    const order = anOrder({ attempts: [attempt] });
    expect({
      attempt: attemptStatus(attempt),
      order: orderStatus(order),
      flags: orderFlags(order),
    }).toMatchObject(expected);
  });

  it("names the receipt that completed it", () => {
    const attempt = paybill(
      seen.payment(50, 150_000, "B"),
      seen.payment(30, 100_000, "A"),
    );
    expect(orderOutcome(anOrder({ attempts: [attempt] }))).toMatchObject({
      status: "paid",
      method: "paybill",
      receipt: "B",
    });
  });

  it("lets nothing more be charged while a part of it is there", () => {
    const attempt = paybill(
      seen.payment(30, 100_000),
      seen.deadline(),
      seen.pending(95),
    );
    expect(attemptStatus(attempt)).toBe("expired");
    expect(reviewReasons(attempt)).toEqual(["part_paid"]);
    expect(holdsForReview(anOrder({ attempts: [attempt] }))).toBe(true);
  });
});

describe("a transfer that was taken for the attempt", () => {
  it("is under way, and can't be cancelled any more", () => {
    const attempt = paybill(
      seen.accepted(),
      seen.matched(20),
      seen.cancelRequested(21),
      seen.pending(22),
    );
    expect(attemptStatus(attempt)).toBe("processing");
  });

  it("is the first one, in whatever order they are told", () => {
    const [a, b] = [seen.matched(20, "TXN-A"), seen.matched(25, "TXN-B")];
    expect(paybill(b, a).facts.transfer?.reference).toBe("TXN-A");
    expect(paybill(a, b).facts.transfer?.reference).toBe("TXN-A");
  });
});
