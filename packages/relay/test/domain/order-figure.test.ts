import { describe, expect, it } from "vitest";
import { figureOf, paidWithinOf } from "../../src/domain/order-figure.ts";
import { T0, anAttempt, anOrder, seen } from "./fixtures.ts";

describe("what is counted of an order", () => {
  it.each([
    [
      "nothing but its status",
      [],
      { status: "open", method: "", paidWithin: 0 },
    ],
    [
      "the method that was tried",
      [anAttempt([seen.accepted()])],
      { status: "pending", method: "mpesa", provider: "almara", paidWithin: 0 },
    ],
    [
      "how long the payment took",
      [anAttempt([seen.accepted(), seen.succeeded(30)])],
      { status: "paid", method: "mpesa", paidWithin: 30 },
    ],
  ])("is %s", (_what, attempts, expected) => {
    const createdAt = T0 + 7 * 60_000;
    expect(figureOf(anOrder({ createdAt, attempts }))).toMatchObject({
      ...expected,
      bucketAt: T0,
      currency: "KES",
      value: 250_000,
    });
  });

  it("is no time for a payment that came with its attempt", () => {
    const attempts = [anAttempt([seen.payment(0, 250_000)])];
    expect(figureOf(anOrder({ attempts }))).toMatchObject({
      status: "paid",
      paidWithin: 0,
    });
  });
});

describe("the time within which a share was paid", () => {
  it.each<[number, [number, number][], number | null]>([
    [0.5, [], null],
    [0.5, [[10, 4]], 7.5],
    [0.95, [[10, 100]], 9.8],
    [
      0.5,
      [
        [5, 1],
        [20, 1],
      ],
      5,
    ],
    [
      0.95,
      [
        [5, 10],
        [20, 10],
      ],
      19.5,
    ],
    [0.5, [[2_147_483_647, 3]], 21_600],
    [
      0.5,
      [
        [10, 2],
        [10, 2],
      ],
      7.5,
    ],
  ])("at %d of %j is %s", (share, counts, seconds) => {
    const given = counts.map(([paidWithin, count]) => ({ paidWithin, count }));
    expect(paidWithinOf(share, given)).toBe(seconds);
  });
});
