/** Adds up what the summary says. Sums of different currencies stay apart. */
import type { Summary } from "@malipo/protocol/merchant";
import type { Amount } from "../../lib/format.ts";
import { dayBefore } from "../../lib/shop-day.ts";

export type Total = Summary["totals"][number];

export interface Sum {
  readonly count: number;
  /** One for each currency, the largest first. */
  readonly amounts: readonly Amount[];
}

export const paidOnly = (totals: readonly Total[]): readonly Total[] =>
  totals.filter(({ status }) => status === "paid");

export function addUp(totals: readonly Total[]): Sum {
  const sums = new Map<string, number>();
  for (const { amount } of totals)
    sums.set(amount.currency, (sums.get(amount.currency) ?? 0) + amount.value);
  return {
    count: totals.reduce((all, { count }) => all + count, 0),
    amounts: [...sums]
      .map(([currency, value]) => ({ value, currency }))
      .sort((a, b) => b.value - a.value),
  };
}

/** The most first. Orders that nobody tried to pay have the method "none". */
export function byKind(
  totals: readonly Total[],
  kind: "method" | "status",
): readonly { readonly name: string; readonly total: Sum }[] {
  const names = new Set(totals.map((total) => total[kind] ?? "none"));
  return [...names]
    .map((name) => ({
      name,
      total: addUp(totals.filter((each) => (each[kind] ?? "none") === name)),
    }))
    .sort((a, b) => b.total.count - a.total.count);
}

/** What was paid each day until `last`, oldest first; also of days without orders. */
export function dayBars(
  days: Summary["days"],
  last: string,
  length: number,
  currency: string,
): readonly { readonly day: string; readonly value: number }[] {
  const known = new Map(days.map(({ day, totals }) => [day, totals]));
  return Array.from({ length }, (_, at) => {
    const day = dayBefore(last, length - 1 - at);
    const { amounts } = addUp(paidOnly(known.get(day) ?? []));
    const amount = amounts.find((each) => each.currency === currency);
    return { day, value: amount?.value ?? 0 };
  });
}
