import { describe, expect, it } from "vitest";
import { LONGEST_LEASE_MS } from "../../../../src/ports/store.ts";
import { TASK_PRIORITY } from "../../../../src/domain/task.ts";
import type { LeasedTask, LeaseLimits } from "../../../../src/ports/store.ts";
import { T0, withStore } from "./harness.ts";
import type { MakeDatabase } from "./harness.ts";
import { LEASE_MS, leasedAs, task, taskSteps } from "./task-steps.ts";

export function describeUrgency(make: MakeDatabase): void {
  const { store } = withStore(make);
  const { change, put, lease, leaseOne } = taskSteps(store);

  describe("priorities", () => {
    const { background, shopper, first } = TASK_PRIORITY;
    const subjects = (leased: readonly LeasedTask[]) =>
      leased.map(({ subject }) => subject);
    const fill = () =>
      put(
        task("old", { dueAt: T0 - 900 }),
        task("older", { dueAt: T0 - 950 }),
        task("waiting", { dueAt: T0 - 5, priority: shopper }),
        task("hint", { priority: first }),
        task("later hint", { dueAt: T0 + 1, priority: first }),
      );

    it("go before age", async () => {
      await fill();
      expect(await lease(T0, 3)).toEqual([
        leasedAs(task("hint", { priority: first })),
        leasedAs(task("waiting", { dueAt: T0 - 5, priority: shopper })),
        leasedAs(task("older", { dueAt: T0 - 950 })),
      ]);
    });

    it.each<[string, LeaseLimits, readonly string[]]>([
      ["none is free", { 0: 0, 1: 0, 2: 0 }, []],
      ["only the most urgent may go", { 0: -3, 1: 0, 2: 9 }, ["hint"]],
      [
        "the first take the last places",
        { 0: 1, 1: 2, 2: 9 },
        ["hint", "waiting"],
      ],
      ["some are kept", { 0: 3, 1: 9, 2: 9 }, ["hint", "waiting", "older"]],
    ])("have places of their own: %s", async (_what, limits, expected) => {
      await fill();
      const leased = await store().leaseTasks(
        "query_attempt",
        T0,
        LEASE_MS,
        limits,
      );
      expect(subjects(leased)).toEqual(expected);
    });

    it("tell when the next of some of them is due", async () => {
      await fill();
      const next = (
        ...which: (typeof TASK_PRIORITY)[keyof typeof TASK_PRIORITY][]
      ) => store().nextTaskAt("query_attempt", T0, which);
      expect(await next(first)).toBe(T0);
      expect(await next(background)).toBe(T0 - 950);
      expect(await next(shopper, first)).toBe(T0 - 5);
      expect(await next()).toBeNull();
    });

    it("rise with a hint, fall with what is put in its place, and stay through a lease", async () => {
      await put(task("a", { dueAt: T0 + 900 }));
      await change((tx) => tx.runSooner(task("a", { priority: first })));
      await change((tx) => tx.runSooner(task("a")));
      const held = await leaseOne();
      expect(held.priority).toBe(first);
      await change((tx) => tx.settleTask(held, { ...held, dueAt: T0 + 1 }));
      const again = await leaseOne(T0 + 1);
      expect(again.priority).toBe(first);
      await change((tx) => tx.settleTask(again, task("a")));
      expect(await leaseOne()).toMatchObject({ priority: background });
    });
  });

  describe("resumeTasks", () => {
    it("shortens the waits of a kind, none of which it makes later, and leaves leases alone", async () => {
      const other = task("d", { kind: "order_expiry", dueAt: T0 + 900 });
      await put(task("a"), task("b", { dueAt: T0 + 905 }), other);
      await leaseOne();
      await put(task("c", { dueAt: T0 - 7 }));
      await store().resumeTasks("query_attempt", T0, 0.1);
      expect(await lease(T0)).toMatchObject([{ subject: "c" }]);
      expect(await store().nextTaskAt("query_attempt", T0)).toBe(T0 + 90);
      expect(await store().nextTaskAt("order_expiry", T0)).toBe(T0 + 900);
      expect(await lease(T0 + LEASE_MS)).toHaveLength(3);
    });
  });

  describe("a clock that was put back", () => {
    const DAY = 24 * 60 * 60 * 1000;

    it("does not keep what is due too late", async () => {
      const other = task("d", { kind: "order_expiry", dueAt: T0 + DAY });
      await put(
        task("a", { dueAt: T0 + DAY }),
        task("b", { dueAt: T0 + 5 }),
        other,
      );
      await store().bringTasksBack("query_attempt", T0 + 1000, T0);
      expect(await lease(T0 + 5)).toMatchObject([
        { subject: "a", dueAt: T0 },
        { subject: "b", dueAt: T0 + 5 },
      ]);
      expect(await store().nextTaskAt("order_expiry", T0)).toBe(T0 + DAY);
    });

    it("does not keep what a lost runner had leased, and later leases end as they should", async () => {
      await put(task("a", { dueAt: T0 }));
      const lost = await leaseOne(T0 + DAY);
      expect(await store().nextTaskAt("query_attempt", T0)).toBe(T0);
      const held = await leaseOne();
      expect(held.leasedUntil).toBe(T0 + LEASE_MS);
      expect(await lease()).toEqual([]);
      await change((tx) => tx.settleTask(lost, null));
      expect(await lease(T0 + LEASE_MS)).toHaveLength(1);
    });

    it("leaves the longest lease that there is alone", async () => {
      await put(task("a"));
      await store().leaseTasks("query_attempt", T0, LONGEST_LEASE_MS, 1);
      expect(await lease()).toEqual([]);
    });
  });
}
