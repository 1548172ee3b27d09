import { describe, expect, it } from "vitest";
import {
  LONGEST_ENDPOINT_PAUSE_MS,
  OPEN_ENDPOINT,
  hurries,
  isLate,
  keepInOrder,
  turnOf,
} from "../../src/domain/delivery-order.ts";
import type { Delivery } from "../../src/domain/delivery.ts";
import { T0, aDelivery } from "./fixtures.ts";

const NOW = T0;

const delivery = (version: number, changes: Partial<Delivery> = {}): Delivery =>
  aDelivery({
    id: `msg_${version}`,
    payload: JSON.stringify({ data: { order: { version } } }),
    ...changes,
  });

const SECOND_EVENT = delivery(2);
const turn = (...others: readonly Delivery[]) =>
  turnOf(SECOND_EVENT, [...others, SECOND_EVENT], OPEN_ENDPOINT, NOW);

describe("the turn of a webhook", () => {
  it.each<[string, Delivery]>([
    ["is later", delivery(3)],
    ["is of the same moment", delivery(2, { id: "msg_other" })],
    [
      "is to wait for a day",
      delivery(1, { tries: 1, nextTryAt: NOW + 86_400_000 }),
    ],
    ["has failed twice", delivery(1, { tries: 2, nextTryAt: NOW + 300_000 })],
    [
      "can't be read",
      delivery(1, { payload: "{}", tries: 2, nextTryAt: NOW + 1 }),
    ],
  ])("does not wait for another of the order that %s", (_what, other) => {
    expect(turn(other)).toEqual({ kind: "send" });
  });

  it.each<[string, Partial<Delivery>, number]>([
    ["being sent", {}, NOW + 500],
    ["to be repeated soon", { tries: 1, nextTryAt: NOW + 5_000 }, NOW + 5_000],
    ["due again", { tries: 4, nextTryAt: NOW - 1 }, NOW + 500],
    ["late", { nextTryAt: NOW - 60_001 }, NOW + 6_001],
    ["hours late", { nextTryAt: NOW - 7_200_000 }, NOW + 60_000],
  ])("waits for an earlier one that is %s", (_what, changes, until) => {
    const behind = delivery(1, changes);
    expect(turn(behind)).toEqual({ kind: "wait", until, behind });
  });

  it("has not come before its time, whatever woke its task", () => {
    const later = delivery(2, { tries: 1, nextTryAt: NOW + 5_000 });
    expect(turnOf(later, [later], OPEN_ENDPOINT, NOW)).toEqual({
      kind: "wait",
      until: NOW + 5_000,
      behind: null,
    });
    // Set while the clock was ahead.
    const lost = delivery(2, { nextTryAt: NOW + 365 * 86_400_000 });
    expect(turnOf(lost, [lost], OPEN_ENDPOINT, NOW)).toEqual({ kind: "send" });
  });

  it.each([
    [
      { pausedUntil: NOW + 60_000 },
      { kind: "wait", until: NOW + 60_000, behind: null },
    ],
    [{ pausedUntil: NOW }, { kind: "send" }],
    [{ pausedUntil: NOW + LONGEST_ENDPOINT_PAUSE_MS + 1 }, { kind: "send" }],
    [{ goneAt: NOW - 1 }, { kind: "give_up" }],
    [{ goneAt: NOW - 1, pausedUntil: NOW + 60_000 }, { kind: "give_up" }],
  ])("heeds what the endpoint said: %j", (said, expected) => {
    const endpoint = { ...OPEN_ENDPOINT, ...said };
    expect(turnOf(SECOND_EVENT, [SECOND_EVENT], endpoint, NOW)).toEqual(
      expected,
    );
  });
});

describe("the next attempt", () => {
  it("is not before that of an earlier event of the order", () => {
    const first = delivery(1, { nextTryAt: NOW + 6_000 });
    const next = (of: Delivery, other: Delivery, ms: number): number =>
      keepInOrder(of, [other], NOW + ms, NOW) - NOW;
    expect(next(SECOND_EVENT, first, 5_000)).toBe(6_000);
    expect(next(SECOND_EVENT, first, 7_000)).toBe(7_000);
    expect(next(first, SECOND_EVENT, 5_000)).toBe(5_000);
    // It has failed for hours: nobody waits for that.
    const old = delivery(1, { tries: 5, nextTryAt: NOW + 18_000_000 });
    expect(next(SECOND_EVENT, old, 5_000)).toBe(5_000);
  });
});

it.each([
  [null, true],
  [NOW - 60_000, true],
  [NOW - 59_999, false],
  [NOW + 1, false],
])("an event whose try was due at %s is late: %s", (nextTryAt, expected) => {
  expect(isLate(delivery(1, { nextTryAt }), NOW)).toBe(expected);
});

it("makes an event urgent only where an urgent one waits behind it", () => {
  const failed = delivery(1, { event: "attempt.failed" });
  expect(hurries(SECOND_EVENT, failed)).toBe(true);
  expect(hurries(SECOND_EVENT, delivery(1))).toBe(false);
  expect(hurries(failed, failed)).toBe(false);
});
