import { expect, it } from "vitest";
import { consequenceOf } from "../src/pages/attention/consequence.ts";
import type { Order, Payment } from "../src/pages/attention/desk.ts";
import { attention } from "../src/words/en/attention.ts";

const kes = (value: number) => ({ value, currency: "KES" });
const told = (order: Partial<Order>, paid: Payment["amount"]): string =>
  consequenceOf(
    { amount: kes(250_000), status: "open", ...order } as Order,
    { amount: paid },
    { attention },
  );

it("says what an order becomes by a payment that is assigned to it", () => {
  expect(told({}, kes(250_000))).toBe(attention.meansPaid);
  expect(told({}, kes(200_000))).toMatch(/^KES\s500 will be missing/);
  expect(told({ status: "expired" }, kes(250_000))).toBe(attention.meansLate);
  expect(told({ status: "paid" }, kes(100))).toMatch(/overpaid by KES\s1\./);
  expect(told({}, { value: 250_000, currency: "NGN" })).toBe(
    attention.meansReview,
  );
  expect(told({}, null)).toBe(attention.meansReview);
});

it("counts from what is still due of an order that takes parts", () => {
  const partial = { payment: "partial", amountDue: kes(100_000) } as const;
  expect(told(partial, kes(60_000))).toMatch(/KES\s400 will still be due/);
  expect(told(partial, kes(100_000))).toBe(attention.meansPaid);
  expect(told(partial, kes(150_000))).toMatch(/overpaid by KES\s500/);
});
