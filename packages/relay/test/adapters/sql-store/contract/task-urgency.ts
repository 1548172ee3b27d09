import { describe, expect, it } from "vitest";
import { LONGEST_LEASE_MS } from "../../../../src/ports/store.ts";
import { TASK_PRIORITY } from "../../../../src/domain/task.ts";
import type { TaskPriority } from "../../../../src/domain/task.ts";
import type { LeaseLimits } from "../../../../src/ports/store.ts";
import { T0, withStore } from "./harness.ts";
import type { MakeDatabase } from "./harness.ts";
import { LEASE_MS, task, taskSteps } from "./task-steps.ts";

export function describeUrgency(make: MakeDatabase): void {
  const { store } = withStore(make);
  const { put, lease, leaseOne, nextAt, settle } = taskSteps(store);

  describe("priorities", () => {
    const { background, shopper, first } = TASK_PRIORITY;
    const fill = () =>
      put(
        task("old", { dueAt: T0 - 900 }),
        task("older", { dueAt: T0 - 950 }),
        task("waiting", { dueAt: T0 - 5, priority: shopper }),
        task("hint", { priority: first }),
        task("later hint", { dueAt: T0 + 1, priority: first }),
      );

    it.each<[string, LeaseLimits, readonly string[]]>([
      ["none is free", { 0: 0, 1: 0, 2: 0 }, []],
      ["only the most urgent may go", { 0: -3, 1: 0, 2: 9 }, ["hint"]],
      ["the first go last", { 0: 1, 1: 2, 2: 9 }, ["hint", "waiting"]],
      ["some are kept", { 0: 3, 1: 9, 2: 9 }, ["hint", "waiting", "older"]],
    ])("have places of their own: %s", async (_what, limits, expected) => {
      await fill();
      const leased = await lease(T0, limits);
      expect(leased.map(({ subject }) => subject)).toEqual(expected);
    });

    it("tell when the next of some of them is due", async () => {
      await fill();
      const next = (...which: TaskPriority[]) =>
        store().nextTaskAt("query_attempt", T0, which);
      expect(await next(first)).toBe(T0);
      expect(await next(background)).toBe(T0 - 950);
      expect(await next(shopper, first)).toBe(T0 - 5);
      expect(await next()).toBeNull();
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
      expect(await nextAt()).toBe(T0 + 90);
      expect(await nextAt(T0, "order_expiry")).toBe(T0 + 900);
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
      expect(await nextAt(T0, "order_expiry")).toBe(T0 + DAY);
    });

    it("does not keep what a lost runner had leased, and later leases end as they should", async () => {
      await put(task("a", { dueAt: T0 }));
      const lost = await leaseOne(T0 + DAY);
      expect(await nextAt()).toBe(T0);
      const held = await leaseOne();
      expect(held.leasedUntil).toBe(T0 + LEASE_MS);
      expect(await lease()).toEqual([]);
      await settle(lost, null);
      expect(await lease(T0 + LEASE_MS)).toHaveLength(1);
    });

    it("leaves the longest lease that there is alone", async () => {
      await put(task("a"));
      await store().leaseTasks("query_attempt", T0, LONGEST_LEASE_MS, 1);
      expect(await lease()).toEqual([]);
    });
  });
}
