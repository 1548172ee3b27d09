import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { join } from "../../src/domain/join.ts";
import type { Observation } from "../../src/domain/observation.ts";
import { orderEvents } from "../../src/domain/order-events.ts";
import { orderStatus } from "../../src/domain/order.ts";
import type { Order } from "../../src/domain/order.ts";
import { anAttempt, anOrder, KES_2500, seen, T0 } from "./fixtures.ts";

const OTHER = "7b0c0b0e-52b2-4f0c-9d59-0a3c5f7d0002";
const KES_100 = { value: 10_000, currency: "KES" };

const expiredAt = T0 + 3_600_000;
const tried = (...learned: Observation[]) => [anAttempt(learned)];
const types = (before: Partial<Order>, after: Partial<Order>): string[] =>
  orderEvents(anOrder(before), anOrder({ version: 2, ...after })).map(
    ({ type }) => type,
  );

describe("orderEvents", () => {
  it.each<[string, Observation[], Observation[], string[]]>([
    [
      "an attempt that goes on",
      [],
      [seen.accepted(), seen.payerAnswered()],
      [],
    ],
    ["a deadline without an answer", [seen.accepted()], [seen.deadline()], []],
    ["a payment", [], [seen.succeeded()], ["order.paid"]],
    [
      "a payment that was told already",
      [seen.succeeded()],
      [seen.deadline()],
      [],
    ],
    ["a refusal", [], [seen.refused()], ["attempt.failed"]],
    [
      "a refusal that was told already",
      [seen.refused()],
      [seen.deadline()],
      [],
    ],
    [
      "a second time-out",
      [seen.timedOut(60)],
      [seen.timedOut(120)],
      ["attempt.failed"],
    ],
    [
      "a shopper who gives up",
      [seen.accepted()],
      [seen.cancelRequested(5), seen.pending(6)],
      [],
    ],
    [
      "another amount",
      [],
      [seen.succeeded(25, KES_100)],
      ["order.review", "attempt.failed"],
    ],
    ["part of the amount", [], [seen.payment(20, 10_000)], ["order.review"]],
    [
      "the rest of it",
      [seen.payment(20, 10_000)],
      [seen.payment(30, 240_000, "B")],
      ["order.paid"],
    ],
    [
      "more than the amount at once",
      [],
      [seen.payment(20, 260_000)],
      ["order.paid", "order.overpaid"],
    ],
  ])("tells of %s", (_what, known, more, expected) => {
    const after = { attempts: tried(...known, ...more) };
    expect(types({ attempts: tried(...known) }, after)).toEqual(expected);
  });

  const paid = anAttempt([seen.succeeded()]);
  const another = (...learned: Observation[]) => [
    paid,
    anAttempt(learned, { id: OTHER }),
  ];
  const open = { attempts: tried(seen.accepted()), expiredAt };

  it.each<[string, Partial<Order>, Partial<Order>, string[]]>([
    ["nothing", {}, {}, []],
    ["an attempt that begins", {}, { attempts: tried() }, []],
    ["the end of its time", {}, { expiredAt }, ["order.expired"]],
    [
      "the end of its time while an attempt is open",
      { attempts: open.attempts },
      open,
      [],
    ],
    [
      "the end of that attempt",
      open,
      { attempts: tried(seen.accepted(), seen.refused(3700)), expiredAt },
      ["order.expired", "attempt.failed"],
    ],
    [
      "a payment after the time was over",
      { attempts: tried(seen.refused()), expiredAt },
      { attempts: tried(seen.refused(), seen.succeeded(7200)), expiredAt },
      ["order.paid", "order.review"],
    ],
    ["being cancelled", {}, { cancelledAt: T0 + 60_000 }, ["order.cancelled"]],
    [
      "a second payment",
      { attempts: another() },
      { attempts: another(seen.succeeded(40)) },
      ["order.overpaid"],
    ],
  ])("tells of %s", (_what, before, after, expected) => {
    expect(types(before, after)).toEqual(expected);
  });

  it("names the attempt that failed, and what each is told once for", () => {
    const failed = anAttempt([seen.succeeded(25, KES_100)]);
    const events = orderEvents(
      anOrder({ attempts: tried() }),
      anOrder({ version: 7, attempts: [failed], cancelledAt: T0 }),
    );
    expect(events).toEqual([
      { type: "order.cancelled", once: "cancelled", attempt: null },
      { type: "order.review", once: "7", attempt: null },
      { type: "attempt.failed", once: failed.plan.id, attempt: failed },
    ]);
  });

  it("tells the same end of the same observations, in whatever order they come", () => {
    const learned: Observation[] = [
      seen.accepted(),
      seen.payerAnswered(),
      seen.refused(30),
      seen.refused(40, "expired", null),
      seen.pending(35),
      seen.timedOut(45),
      seen.timedOut(50),
      seen.deadline(),
      seen.succeeded(60, KES_2500),
      seen.succeeded(70),
      seen.amountDisputed(),
    ];
    fc.assert(
      fc.property(
        fc.subarray(learned).chain((some) =>
          fc.tuple(
            fc.shuffledSubarray(some, { minLength: some.length }),
            fc.shuffledSubarray([...some, ...some], {
              minLength: some.length * 2,
            }),
          ),
        ),
        ([once, again]) => {
          const { status, told } = finalEvents(once);
          expect(finalEvents(again)).toEqual({ status, told });
          expect(told).toEqual(
            status === "pending" ? [] : [`order.${status} ${status}`],
          );
        },
      ),
    );
  });
});

/** Of an order whose time is over: its last status, and every name of an event that told of it. */
function finalEvents(learned: readonly Observation[]): {
  readonly status: string;
  readonly told: readonly string[];
} {
  let order = anOrder({ attempts: tried(), expiredAt });
  const told = new Set<string>();
  for (const each of learned) {
    const after = {
      ...order,
      version: order.version + 1,
      attempts: order.attempts.map((attempt) => join(attempt, each)),
    };
    for (const { type, once } of orderEvents(order, after))
      if (type === `order.${orderStatus(after)}`) told.add(`${type} ${once}`);
    order = after;
  }
  const status = orderStatus(order);
  return {
    status,
    told: [...told].filter((name) => name.startsWith(`order.${status}`)),
  };
}
