import { ADJUSTMENT_KINDS } from "@malipo/protocol";
import type { Adjustment, Amount, Line } from "@malipo/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumAmounts } from "../../src/domain/amount.ts";
import { linesToCharge, orderTotal } from "../../src/domain/order-total.ts";

const kes = (value: number): Amount => ({ value, currency: "KES" });
const line = (amount: Amount): Line => ({
  ...{ sku: "A", name: "A", quantity: 1 },
  ...{ unitAmount: amount, amount },
});
const adjustment = (kind: Adjustment["kind"], amount: Amount): Adjustment => ({
  kind,
  label: `A ${kind}`,
  amount,
});

const MAX = Number.MAX_SAFE_INTEGER;
const values = fc.oneof(fc.nat(1_000_000), fc.integer({ min: 0, max: MAX }));
const goods = fc.record({
  lines: fc.array(values.map(kes).map(line), { minLength: 1, maxLength: 5 }),
  adjustments: fc.array(
    fc
      .tuple(fc.constantFrom(...ADJUSTMENT_KINDS), values.map(kes))
      .map(([kind, amount]) => adjustment(kind, amount)),
    { maxLength: 5 },
  ),
});

describe("orderTotal", () => {
  it("is the lines and adjustments added up exactly, or refused", () => {
    fc.assert(
      fc.property(goods, (given) => {
        const sign = (kind: string) => (kind === "discount" ? -1n : 1n);
        const gross = (list: readonly (Line | Adjustment)[]) =>
          list.reduce((sum, each) => sum + BigInt(each.amount.value), 0n);
        const total = given.adjustments.reduce(
          (sum, { kind, amount }) => sum + sign(kind) * BigInt(amount.value),
          gross(given.lines),
        );
        const off = given.adjustments.filter(({ kind }) => kind === "discount");
        const isExact = [total + gross(off), gross(off)].every(
          (sum) => sum <= BigInt(MAX),
        );
        expect(orderTotal(given)).toMatchObject(
          isExact && total > 0n
            ? { ok: true, value: kes(Number(total)) }
            : { ok: false, code: "amount_out_of_range" },
        );
      }),
    );
  });

  it.each([
    ["discount", "UGX", "amount_out_of_range"],
    ["delivery", "UGX", "amount_out_of_range"],
  ] as const)("refuses a %s in %s", (kind, currency, code) => {
    const adjustments = [adjustment(kind, { value: 1, currency })];
    expect(orderTotal({ lines: [line(kes(500))], adjustments })).toMatchObject({
      code,
    });
  });

  it("refuses currencies that no provider takes", () => {
    const lines = [line({ value: 500, currency: "CHF" })];
    expect(orderTotal({ lines, adjustments: [] })).toMatchObject({
      code: "currency_unsupported",
    });
  });
});

describe("linesToCharge", () => {
  it("adds up to the amount, and no price is negative", () => {
    fc.assert(
      fc.property(goods, fc.nat(1_000_000), (given, part) => {
        const total = orderTotal(given);
        const order = { ...given, reference: "R-1" };
        const amounts = [kes(part), ...(total.ok ? [total.value] : [])];
        for (const amount of amounts) {
          const charged = linesToCharge(order, amount);
          expect(sumAmounts(charged.map((each) => each.amount))).toEqual(
            amount,
          );
        }
      }),
    );
  });

  it("names delivery and tax, and only the whole with a discount", () => {
    const lines = [line(kes(500))];
    const delivery = adjustment("delivery", kes(200));
    const of = (adjustments: Adjustment[], amount: Amount) =>
      linesToCharge({ lines, adjustments, reference: "R-1" }, amount).map(
        ({ name }) => name,
      );
    expect(of([delivery], kes(700))).toEqual(["A", "A delivery"]);
    const discount = adjustment("discount", kes(100));
    expect(of([delivery, discount], kes(600))).toEqual(["R-1"]);
  });
});
