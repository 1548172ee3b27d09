import { describe, expect, it } from "vitest";
import { TASK_PRIORITY } from "../../../../src/domain/task.ts";
import type { Store, Task } from "../../../../src/ports/store.ts";
import { T0, withStore } from "./harness.ts";
import type { MakeDatabase } from "./harness.ts";
import { LEASE_MS, leasedAs, task, taskSteps } from "./task-steps.ts";

export function describeRequests(make: MakeDatabase): void {
  const { store, openAnother } = withStore(make);
  const { change, put, lease, leaseOne } = taskSteps(store);

  describe("a task that is asked for while it is held", () => {
    const { first, background, shopper } = TASK_PRIORITY;

    it.each(["putTask", "runSooner"] as const)(
      "by %s stays with its holder, here and in another store, and is due when it was asked for",
      async (how) => {
        const another = await openAnother();
        await put(task("a"));
        const held = await leaseOne();
        await another.transaction((tx) =>
          tx[how](task("a", { dueAt: T0 + 5, priority: first })),
        );
        for (const from of [store(), another]) {
          expect(await lease(T0 + LEASE_MS - 1, 1, from)).toEqual([]);
          expect(await from.nextTaskAt("query_attempt", T0)).toBeNull();
        }
        await change((tx) =>
          tx.settleTask(held, task("a", { dueAt: T0 + 99_999 })),
        );
        expect(await lease(T0 + 4, 1, another)).toEqual([]);
        expect(await lease(T0 + 5, 1, another)).toMatchObject([
          { subject: "a", dueAt: T0 + 5, priority: first },
        ]);
      },
    );

    it("comes again although its run was to be the last", async () => {
      await put(task("a", { priority: first }));
      const held = await leaseOne();
      await change((tx) => tx.runSooner(task("a", { priority: shopper })));
      await change((tx) => tx.settleTask(held, null));
      const again = await leaseOne();
      expect(again.priority).toBe(shopper);
      await change((tx) => tx.settleTask(again, null));
      expect(
        await store().nextTaskAt("query_attempt", T0 + 9 * LEASE_MS),
      ).toBeNull();
    });

    it("is never put off by it: the next run is as soon and as urgent as the more pressing of the two wishes", async () => {
      await put(task("a"));
      const held = await leaseOne();
      for (const [dueIn, priority] of [
        [50, background],
        [20, shopper],
        [30, background],
      ] as const)
        await change((tx) =>
          tx.runSooner(task("a", { dueAt: T0 + dueIn, priority })),
        );
      await change((tx) => tx.settleTask(held, task("a", { dueAt: T0 + 10 })));
      const again = await leaseOne(T0 + 10);
      expect(again).toMatchObject({ dueAt: T0 + 10, priority: shopper });
    });

    it("is asked for once: the run after it settles as it says", async () => {
      await put(task("a"));
      const held = await leaseOne();
      await change((tx) => tx.runSooner(task("a")));
      await change((tx) => tx.settleTask(held, null));
      const again = await leaseOne();
      await change((tx) => tx.settleTask(again, task("a", { dueAt: T0 + 77 })));
      expect(await store().nextTaskAt("query_attempt", T0)).toBe(T0 + 77);
    });

    it("by a holder that is gone is free once the lease is over, and that run answers what was asked", async () => {
      await put(task("a"));
      const gone = await leaseOne();
      await change((tx) =>
        tx.runSooner(task("a", { dueAt: T0 + 3, priority: first })),
      );
      expect(await lease(T0 + LEASE_MS - 1)).toEqual([]);
      const again = await leaseOne(T0 + LEASE_MS);
      expect(again.priority).toBe(first);
      await change((tx) => tx.settleTask(gone, task("a")));
      await change((tx) => tx.settleTask(again, null));
      expect(
        await store().nextTaskAt("query_attempt", T0 + 9 * LEASE_MS),
      ).toBeNull();
    });
  });

  describe("leaseTask", () => {
    const take = (given: Task, now = T0, from: Store = store()) =>
      from.transaction((tx) => tx.leaseTask(given, now, LEASE_MS));

    it("takes a task that is not due, and no other of its kind", async () => {
      await put(
        task("a", { dueAt: T0 + 900, priority: TASK_PRIORITY.shopper }),
      );
      await put(task("b"));
      expect(await take(task("a"))).toEqual(
        leasedAs(
          task("a", { dueAt: T0 + 900, priority: TASK_PRIORITY.shopper }),
        ),
      );
      expect(await lease(T0 + 900)).toMatchObject([{ subject: "b" }]);
    });

    it("makes one where there is none", async () => {
      const taken = await take(task("a"));
      expect(taken).toEqual(leasedAs(task("a")));
      expect(await lease()).toEqual([]);
      if (taken !== null) await change((tx) => tx.settleTask(taken, null));
      expect(
        await store().nextTaskAt("query_attempt", T0 + 2 * LEASE_MS),
      ).toBeNull();
    });

    it("gives nothing while somebody holds it, in whatever store, until the lease is over", async () => {
      const another = await openAnother();
      const held = await take(task("a"));
      expect(await take(task("a"), T0 + LEASE_MS - 1, another)).toBeNull();
      expect(await take(task("a"), T0 + LEASE_MS, another)).not.toBeNull();
      // The one that was too slow has nothing to say any more.
      if (held !== null) await change((tx) => tx.settleTask(held, null));
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
}
