import { expect, it } from "vitest";
import { consequenceOf } from "../src/pages/attention/consequence.ts";
import type { Order } from "../src/pages/attention/desk.ts";
import { attention } from "../src/words/en/attention.ts";

const kes = (value: number) => ({ value, currency: "KES" });
const FLAGS = { late: false, overpaid: false, review: false };
const IN_REVIEW = {
  flags: { ...FLAGS, review: true },
  attention: ["review"],
} as const;

const order = (amountPaid: number, more: object = {}): Order =>
  ({
    amount: kes(250_000),
    amountPaid: kes(amountPaid),
    status: "open",
    flags: FLAGS,
    ...more,
  }) as Order;
const paid = (value: number, more: object = {}): Order =>
  order(value, {
    status: "paid",
    ...(value > 250_000 && { surplus: kes(value - 250_000) }),
    ...more,
  });
const told = (before: Order, after: Order): string =>
  consequenceOf(before, after, { attention }).join(" ");

it("says what the relay says that an order becomes", () => {
  expect(told(order(0), paid(250_000))).toBe(attention.meansPaid);
  expect(told(order(0), order(200_000, IN_REVIEW))).toMatch(
    /^KES\s500 will be missing/,
  );
  const late = { flags: { ...FLAGS, late: true } };
  expect(told(order(0, { status: "expired" }), paid(250_000, late))).toBe(
    attention.meansLate,
  );
  expect(told(paid(250_000), paid(250_100))).toMatch(/overpaid by KES\s1\.$/);
  expect(told(order(0), paid(260_000))).toMatch(/paid, and overpaid by/);
});

it("counts what is on an order already, whether it takes parts or not", () => {
  const started = order(100_000, IN_REVIEW);
  expect(told(started, paid(250_000))).toBe(attention.meansPaid);
  expect(told(started, paid(350_000))).toMatch(/overpaid by KES\s1,000\.$/);
  const partial = { payment: "partial" };
  expect(told(order(150_000, partial), order(210_000, partial))).toMatch(
    /KES\s400 will still be due/,
  );
});

it("says that what can't be counted needs a review", () => {
  expect(told(order(0), order(0, IN_REVIEW))).toBe(attention.meansReview);
  expect(told(paid(250_000), paid(250_000, IN_REVIEW))).toBe(
    attention.meansReview,
  );
  expect(told(paid(250_000), paid(350_000, IN_REVIEW))).toMatch(
    new RegExp(`1,000\\. ${attention.meansReviewToo}$`),
  );
});
