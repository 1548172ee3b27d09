/** What the model of tasks (`task-model.ts`) does not show: kinds, other stores, and what happens at once. */
import { describe, expect, it } from "vitest";
import { TASK_PRIORITY } from "../../../../src/domain/task.ts";
import type { Store, Task } from "../../../../src/ports/store.ts";
import { T0, withStore } from "./harness.ts";
import type { MakeDatabase } from "./harness.ts";
import { LEASE_MS, leasedAs, task, taskSteps } from "./task-steps.ts";

export function describeTasks(make: MakeDatabase): void {
  const { store, openAnother } = withStore(make);
  const { change, put, lease, leaseOne, nextAt, settle } = taskSteps(store);

  describe("leasing tasks", () => {
    it("gives tasks of the wanted kind only", async () => {
      await put(task("x"), task("y", { kind: "order_expiry", dueAt: T0 - 5 }));
      expect(await lease()).toEqual([leasedAs(task("x"))]);
      expect(await nextAt(T0, "order_expiry")).toBe(T0 - 5);
      expect(await nextAt(T0, "attempt_deadline")).toBeNull();
    });

    it("keeps kinds with the same subject apart", async () => {
      const kind = "attempt_deadline";
      await put(task("x"), task("x", { kind }));
      for (const deadline of await store().leaseTasks(kind, T0, LEASE_MS, 1))
        await settle(deadline, null);
      expect(await lease()).toEqual([leasedAs(task("x"))]);
      expect(await nextAt(T0 + 9 * LEASE_MS, kind)).toBeNull();
    });

    it("gives tasks of the wanted lane only", async () => {
      const inLane = { kind: "deliver_webhook", lane: "we_1" } as const;
      await put(
        task("x", { kind: "deliver_webhook", dueAt: T0 + 5 }),
        task("y", inLane),
      );
      const { kind, lane } = inLane;
      expect(await store().nextTaskAt(kind, T0)).toBe(T0 + 5);
      expect(await store().nextTaskAt(kind, T0, [0], lane)).toBe(T0);
      const leased = () => store().leaseTasks(kind, T0, LEASE_MS, 9, lane);
      const [held] = await leased();
      expect(held).toEqual(leasedAs(task("y", inLane)));
      if (held === undefined) return;
      await settle(held, { ...held, dueAt: T0 + 9 });
      expect(await leased()).toEqual([]);
      await store().bringTasksBack(kind, T0, T0, lane);
      expect(await leased()).toHaveLength(1);
      expect(await store().nextTaskAt(kind, T0)).toBe(T0 + 5);
    });

    it("gives a task to one holder only, until the lease is over", async () => {
      const another = await openAnother();
      await put(task("a"));
      expect(await lease()).toHaveLength(1);
      expect(await lease(T0 + LEASE_MS - 1)).toEqual([]);
      expect(await lease(T0 + LEASE_MS - 1, 100, another)).toEqual([]);
      expect(await lease(T0 + LEASE_MS, 100, another)).toEqual([
        leasedAs(task("a"), T0 + 2 * LEASE_MS),
      ]);
      expect(await lease(T0 + LEASE_MS)).toEqual([]);
    });

    it("gives each task once to many who ask at the same time", async () => {
      await put(...Array.from({ length: 30 }, (_, i) => task(`t${String(i)}`)));
      const many = Array.from({ length: 12 }, () => lease(T0, 4));
      const taken = await Promise.all(many);
      const subjects = taken.flat().map(({ subject }) => subject);
      expect(subjects).toHaveLength(30);
      expect(new Set(subjects).size).toBe(30);
    });

    it("survives a new opening, and a start beside the holder", async () => {
      await put(task("a"), task("b", { dueAt: T0 + 5 }));
      await lease();
      await store().close();
      const again = await openAnother();
      await again.resumeTasks("query_attempt", T0, 1);
      expect(await lease(T0, 100, again)).toEqual([]);
      expect(await again.nextTaskAt("query_attempt", T0)).toBe(T0 + 5);
      expect(await lease(T0 + LEASE_MS, 100, again)).toHaveLength(2);
    });
  });

  describe("a task that is asked for while it is held", () => {
    it.each(["putTask", "runSooner"] as const)(
      "by %s stays with its holder, here and in another store, and is due when it was asked for",
      async (how) => {
        const another = await openAnother();
        await put(task("a"));
        const held = await leaseOne();
        await another.transaction((tx) =>
          tx[how](task("a", { dueAt: T0 + 5, priority: TASK_PRIORITY.first })),
        );
        for (const from of [store(), another]) {
          expect(await lease(T0 + LEASE_MS - 1, 1, from)).toEqual([]);
          expect(await from.nextTaskAt("query_attempt", T0)).toBeNull();
        }
        await settle(held, task("a", { dueAt: T0 + 99_999 }));
        expect(await lease(T0 + 4, 1, another)).toEqual([]);
        expect(await lease(T0 + 5, 1, another)).toMatchObject([
          { subject: "a", dueAt: T0 + 5, priority: TASK_PRIORITY.first },
        ]);
      },
    );
  });

  describe("leaseTask", () => {
    const take = (given: Task, now = T0, from: Store = store()) =>
      from.transaction((tx) => tx.leaseTask(given, now, LEASE_MS));

    it("gives nothing while somebody holds it, in whatever store, until the lease is over", async () => {
      const another = await openAnother();
      const held = await take(task("a"));
      expect(await take(task("a"), T0 + LEASE_MS - 1, another)).toBeNull();
      expect(await take(task("a"), T0 + LEASE_MS, another)).not.toBeNull();
      // The one that was too slow has nothing to say any more.
      if (held !== null) await settle(held, null);
      expect(await take(task("a"), T0 + LEASE_MS)).toBeNull();
    });

    it("gives a task to one of many who want it at the same time", async () => {
      const another = await openAnother();
      const taken = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          take(task("a"), T0, n % 2 === 0 ? store() : another),
        ),
      );
      expect(taken.filter((each) => each !== null)).toHaveLength(1);
    });
  });

  describe("ensureTask", () => {
    it("makes a task where there is none", async () => {
      await change((tx) => tx.ensureTask(task("a")));
      expect(await lease()).toEqual([leasedAs(task("a"))]);
    });

    it("leaves one that is there alone, and its lease", async () => {
      await put(task("a", { dueAt: T0 + 900 }), task("b"));
      const held = await leaseOne();
      for (const subject of ["a", "b"])
        await change((tx) => tx.ensureTask(task(subject)));
      expect(await nextAt()).toBe(T0 + 900);
      await settle(held, null);
      expect(await lease(T0 + 900)).toMatchObject([{ subject: "a" }]);
    });
  });
}
