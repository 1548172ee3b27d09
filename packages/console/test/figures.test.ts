import { describe, expect, it } from "vitest";
import { addUp, byKind, dayBars } from "../src/pages/overview/figures.ts";
import type { Total } from "../src/pages/overview/figures.ts";

const total = (
  status: Total["status"],
  method: string | null,
  count: number,
  value: number,
  currency = "KES",
): Total => ({
  status,
  method,
  provider: null,
  count,
  amount: { value, currency },
});

const TOTALS = [
  total("paid", "mpesa", 2, 500),
  total("open", null, 5, 900),
  total("paid", "flexpay", 1, 700, "NGN"),
  total("paid", "mpesa", 1, 300),
];

describe("the figures of the overview", () => {
  it("never add up different currencies", () => {
    expect(addUp(TOTALS)).toEqual({
      count: 9,
      amounts: [
        { value: 1700, currency: "KES" },
        { value: 700, currency: "NGN" },
      ],
    });
  });

  it("are told by kind, the most first", () => {
    const names = byKind(TOTALS, "method").map(({ name, total: { count } }) => [
      name,
      count,
    ]);
    expect(names).toEqual([
      ["none", 5],
      ["mpesa", 3],
      ["flexpay", 1],
    ]);
  });

  it("have a bar for every day, also for those without orders", () => {
    const days = [{ day: "2026-03-01", totals: TOTALS }];
    expect(dayBars(days, "2026-03-01", 3, "KES")).toEqual([
      { day: "2026-02-27", value: 0 },
      { day: "2026-02-28", value: 0 },
      { day: "2026-03-01", value: 800 },
    ]);
  });
});
