import { describe, expect, it } from "vitest";
import type { DifferenceCause, ProviderSays } from "@malipo/protocol/merchant";
import { join } from "../../src/domain/join.ts";
import type { Observation } from "../../src/domain/observation.ts";
import { dayRange } from "../../src/domain/day.ts";
import { dueDays, nextDueTime } from "../../src/domain/reconciliation-days.ts";
import {
  beginReconciliation,
  compareAttempt,
  compareRefund,
  differenceId,
  updateDifferences,
} from "../../src/domain/reconciliation.ts";
import type {
  Difference,
  ProviderAnswer,
  Reconciliation,
} from "../../src/domain/reconciliation.ts";
import { joinRefund } from "../../src/domain/refund.ts";
import { settledAt } from "../../src/domain/settled-at.ts";
import { createTimeZone } from "../../src/domain/time-zone.ts";
import { KES_2500, T0, aRefund, anAttempt, seen } from "./fixtures.ts";

const at = (text: string): number => Date.parse(text);
const says = (
  what: ProviderSays,
  more: Partial<ProviderAnswer> = {},
): ProviderAnswer => ({ says: what, amount: null, receipt: null, ...more });

const LESS = { value: 100, currency: "KES" };
const PAID = [seen.accepted(), seen.succeeded()];
const FAILED = [seen.accepted(), seen.refused()];

describe("an attempt and what the provider says of it", () => {
  it.each<
    [string, readonly Observation[], ProviderAnswer, DifferenceCause | null]
  >([
    ["paid, paid", PAID, says("paid"), null],
    ["paid, paid as much", PAID, says("paid", { amount: KES_2500 }), null],
    ["paid, paid less", PAID, says("paid", { amount: LESS }), "amount_differs"],
    [
      "paid, same receipt",
      PAID,
      says("paid", { receipt: " skl7x2q9wd" }),
      null,
    ],
    [
      "paid, other receipt",
      PAID,
      says("paid", { receipt: "X" }),
      "receipt_differs",
    ],
    ["paid, not paid", PAID, says("not_paid"), "paid_here_not_at_provider"],
    ["paid, pending", PAID, says("pending"), "paid_here_not_at_provider"],
    ["paid, unknown", PAID, says("unknown"), "unknown_to_provider"],
    ["paid, no answer", PAID, says("no_answer"), "no_answer"],
    ["failed, paid", FAILED, says("paid"), "paid_at_provider_not_here"],
    [
      "failed, paid less",
      FAILED,
      says("paid", { amount: LESS }),
      "amount_differs",
    ],
    ["failed, not paid", FAILED, says("not_paid"), null],
    ["failed, pending", FAILED, says("pending"), null],
    ["failed, unknown", FAILED, says("unknown"), null],
    [
      "open, paid",
      [seen.accepted()],
      says("paid"),
      "paid_at_provider_not_here",
    ],
    ["open, pending", [seen.accepted()], says("pending"), null],
    ["open, no answer", [seen.accepted()], says("no_answer"), "no_answer"],
  ])("%s", (_name, observations, answer, cause) => {
    expect(compareAttempt(anAttempt(observations), answer)).toBe(cause);
  });
});

describe("a refund and what the provider says of it", () => {
  it.each<
    [string, readonly Observation[], ProviderAnswer, DifferenceCause | null]
  >([
    [
      "paid, paid",
      [seen.succeeded()],
      says("paid", { amount: KES_2500 }),
      null,
    ],
    [
      "paid, paid less",
      [seen.succeeded()],
      says("paid", { amount: LESS }),
      "refund_differs",
    ],
    ["paid, pending", [seen.succeeded()], says("pending"), "refund_differs"],
    ["paid, not paid", [seen.succeeded()], says("not_paid"), "refund_differs"],
    [
      "paid, unknown",
      [seen.succeeded()],
      says("unknown"),
      "unknown_to_provider",
    ],
    ["failed, paid", [seen.refused()], says("paid"), "refund_differs"],
    ["failed, not paid", [seen.refused()], says("not_paid"), null],
    ["failed, unknown", [seen.refused()], says("unknown"), null],
    ["pending, no answer", [seen.accepted()], says("no_answer"), "no_answer"],
  ])("%s", (_name, observations, answer, cause) => {
    const refund = observations.reduce(joinRefund, aRefund());
    expect(compareRefund(refund, answer)).toBe(cause);
  });
});

describe("when an attempt was settled", () => {
  it("is when its last final result was recorded", () => {
    const failed = anAttempt(FAILED);
    expect(settledAt(failed.facts)).toBe(T0 + 25_000);
    expect(settledAt(join(failed, seen.succeeded(700)).facts)).toBe(
      T0 + 700_000,
    );
    expect(settledAt(anAttempt([seen.accepted()]).facts)).toBeNull();
  });
});

describe("the differences of a subject", () => {
  const difference = (
    cause: DifferenceCause,
    more: Partial<Difference> = {},
  ): Difference => ({
    id: differenceId("2026-11-20", "a", cause),
    day: "2026-11-20",
    cause,
    orderId: "ord_AAAAAAAAAAAAAAAAAAAAAA",
    reference: "ORD-1",
    attemptId: "a",
    refundId: null,
    provider: "almara",
    method: "mpesa",
    here: { status: "succeeded", amount: KES_2500, receipt: null },
    atProvider: says(cause === "no_answer" ? "no_answer" : "unknown"),
    foundAt: T0,
    checkedAt: T0,
    resolution: null,
    ...more,
  });
  const later = T0 + 86_400_000;
  const summary = (
    known: readonly Difference[],
    found: Difference | null,
  ): readonly unknown[] =>
    updateDifferences(known, found, later).map((each) => [
      each.cause,
      each.foundAt,
      each.checkedAt,
      each.resolution,
    ]);

  it("are the same difference when it is found again", () => {
    const again = difference("no_answer", { foundAt: later, checkedAt: later });
    expect(summary([difference("no_answer")], again)).toEqual([
      ["no_answer", T0, later, null],
    ]);
    const resolved = difference("no_answer", { resolution: "gone" });
    expect(summary([resolved], again)).toEqual([
      ["no_answer", T0, later, null],
    ]);
  });

  it("are gone when both sides agree, or differ in another way", () => {
    const known = [difference("no_answer")];
    expect(summary(known, null)).toEqual([["no_answer", T0, later, "gone"]]);
    const other = difference("unknown_to_provider", { checkedAt: later });
    expect(summary(known, other)).toEqual([
      ["unknown_to_provider", T0, later, null],
      ["no_answer", T0, later, "gone"],
    ]);
    const takenIn = difference("paid_at_provider_not_here", {
      resolution: "taken_in",
    });
    expect(summary([takenIn], null)).toEqual([]);
  });

  it("stay when there was no answer", () => {
    const silent = difference("no_answer", { checkedAt: later });
    expect(summary([difference("unknown_to_provider")], silent)).toEqual([
      ["no_answer", T0, later, null],
    ]);
  });
});

describe("the days", () => {
  function zoneOf(name: string) {
    const zone = createTimeZone(name);
    if (zone === undefined) throw new Error(`no time zone ${name}`);
    return zone;
  }

  it.each([
    ["Africa/Nairobi", "2026-11-21", 24],
    ["Europe/Berlin", "2026-03-29", 23],
    ["Europe/Berlin", "2026-10-25", 25],
    ["Africa/Cairo", "2026-04-24", 23],
  ])("of %s: %s has %i hours", (name, day, hours) => {
    const range = dayRange(zoneOf(name), day);
    expect(((range?.before ?? 0) - (range?.from ?? 0)) / 3_600_000).toBe(hours);
  });

  it.each([
    // Three in the morning is midnight in UTC.
    ["Africa/Nairobi", "2026-11-20T23:59:59.999Z", "2026-11-21T00:00:00Z"],
    ["Africa/Nairobi", "2026-11-21T00:00:00Z", "2026-11-22T00:00:00Z"],
    // Four in the morning, and two: three hours after midnight.
    ["Europe/Berlin", "2026-03-28T22:30:00Z", "2026-03-29T02:00:00Z"],
    ["Europe/Berlin", "2026-10-24T21:59:00Z", "2026-10-25T01:00:00Z"],
  ])("are due in %s, at %s, next at %s", (name, now, due) => {
    expect(new Date(nextDueTime(zoneOf(name), at(now))).toISOString()).toBe(
      new Date(due).toISOString(),
    );
  });

  const run = (
    day: string,
    changes: Partial<Reconciliation> = {},
  ): Reconciliation => ({
    ...beginReconciliation(undefined, {
      day,
      timeZone: "UTC",
      ...(dayRange(zoneOf("UTC"), day) ?? { from: 0, before: 0 }),
      total: 0,
      now: at("2026-11-29T03:00:00Z"),
    }),
    state: "finished",
    ...changes,
  });
  const due = (now: string, ...known: readonly Reconciliation[]) =>
    dueDays(zoneOf("UTC"), at(now), known);

  it("are the one that ended, three hours after its end", () => {
    expect(due("2026-11-21T02:59:59Z")).toEqual(["2026-11-19"]);
    expect(due("2026-11-21T03:00:00Z")).toEqual(["2026-11-20"]);
    expect(due("2026-11-21T12:00:00Z", run("2026-11-20"))).toEqual([]);
  });

  it("are also those that were missed, of a week at most", () => {
    expect(due("2026-11-24T03:00:00Z", run("2026-11-20"))).toEqual([
      "2026-11-21",
      "2026-11-22",
      "2026-11-23",
    ]);
    expect(due("2026-11-24T03:00:00Z", run("2026-10-01"))).toHaveLength(7);
  });

  it("are begun again if the provider gave no answer, or before they were due", () => {
    const known = [
      run("2026-11-22", { state: "running" }),
      run("2026-11-21", {
        ...{ state: "given_up", startedAt: at("2026-11-22T03:00:00Z") },
      }),
      run("2026-11-20", { startedAt: at("2026-11-21T00:10:00Z") }),
      run("2026-11-19"),
    ];
    expect(due("2026-11-23T03:00:00Z", ...known)).toEqual([
      "2026-11-20",
      "2026-11-21",
    ]);
    const tonight = known.map((each) => ({
      ...each,
      startedAt: at("2026-11-23T03:00:00Z"),
    }));
    expect(due("2026-11-23T09:00:00Z", ...tonight)).toEqual([]);
  });

  it("that lie ahead of a clock that was set back are left alone", () => {
    expect(due("2026-11-21T03:00:00Z", run("2026-12-24"))).toEqual([]);
  });
});
