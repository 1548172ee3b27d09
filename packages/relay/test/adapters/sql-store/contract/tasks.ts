import { describe, expect, it } from "vitest";
import { T0, withStore } from "./harness.ts";
import type { MakeDatabase } from "./harness.ts";
import { LEASE_MS, leasedAs, task, taskSteps } from "./task-steps.ts";

export function describeTasks(make: MakeDatabase): void {
  const { store, openAnother } = withStore(make);
  const { change, put, lease, leaseOne } = taskSteps(store);

  describe("leasing tasks", () => {
    it("finds nothing in an empty store", async () => {
      expect(await lease()).toEqual([]);
      expect(await store().nextTaskAt("query_attempt", T0)).toBeNull();
    });

    it("gives what is due, oldest first, up to the limit", async () => {
      const [a, b, c, d] = [
        task("a", { dueAt: T0 - 1 }),
        task("b", { dueAt: T0 - 3 }),
        task("c", { dueAt: T0 }),
        task("d", { dueAt: T0 + 1 }),
      ];
      await put(a, b, c, d);
      expect(await lease(T0, 2)).toEqual([leasedAs(b), leasedAs(a)]);
      expect(await lease(T0, 2)).toEqual([leasedAs(c)]);
      expect(await lease(T0 + 1, 2)).toEqual([leasedAs(d, T0 + 1 + LEASE_MS)]);
    });

    it("gives tasks of the wanted kind only", async () => {
      await put(task("x"), task("y", { kind: "order_expiry", dueAt: T0 - 5 }));
      expect(await lease()).toEqual([leasedAs(task("x"))]);
      expect(await store().nextTaskAt("order_expiry", T0)).toBe(T0 - 5);
      expect(await store().nextTaskAt("attempt_deadline", T0)).toBeNull();
    });

    it("keeps kinds with the same subject apart", async () => {
      await put(
        task("x", { kind: "query_attempt" }),
        task("x", { kind: "attempt_deadline" }),
      );
      const [deadline] = await store().leaseTasks(
        "attempt_deadline",
        T0,
        LEASE_MS,
        1,
      );
      if (deadline === undefined) throw new Error("nothing was leased");
      await change((tx) => tx.settleTask(deadline, null));
      expect(await lease()).toEqual([leasedAs(task("x"))]);
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
      const taken = await Promise.all(
        Array.from({ length: 12 }, () => lease(T0, 4)),
      );
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

    it("names every lease of a task differently, also within one moment", async () => {
      await put(task("a"));
      const first = await leaseOne();
      await change((tx) => tx.settleTask(first, task("a")));
      const second = await leaseOne();
      expect(second.leasedUntil).toBeGreaterThan(first.leasedUntil);
      await change((tx) => tx.settleTask(first, null));
      expect(await store().nextTaskAt("query_attempt", T0 + 2 * LEASE_MS)).toBe(
        T0,
      );
    });
  });

  describe("nextTaskAt", () => {
    it("is the earliest due time among tasks that nobody holds", async () => {
      await put(task("a"), task("b", { dueAt: T0 + 500 }));
      expect(await store().nextTaskAt("query_attempt", T0)).toBe(T0);
      await lease();
      expect(await store().nextTaskAt("query_attempt", T0)).toBe(T0 + 500);
      await lease(T0 + 500);
      expect(await store().nextTaskAt("query_attempt", T0 + 500)).toBeNull();
      expect(await store().nextTaskAt("query_attempt", T0 + LEASE_MS)).toBe(T0);
    });
  });

  describe("putTask", () => {
    it("replaces its time", async () => {
      await put(task("a"));
      await put(task("a", { dueAt: T0 + 7 }));
      expect(await store().nextTaskAt("query_attempt", T0)).toBe(T0 + 7);
      expect(await lease(T0 + 6)).toEqual([]);
      expect(await lease(T0 + 7)).toEqual([
        leasedAs(task("a", { dueAt: T0 + 7 }), T0 + 7 + LEASE_MS),
      ]);
    });
  });

  describe("runSooner", () => {
    it("makes a task where there is none", async () => {
      await change((tx) => tx.runSooner(task("a")));
      expect(await lease()).toEqual([leasedAs(task("a"))]);
    });

    it("makes a task earlier", async () => {
      await put(task("a", { dueAt: T0 + 900 }));
      await change((tx) => tx.runSooner(task("a", { dueAt: T0 + 1 })));
      expect(await lease(T0 + 1)).toEqual([
        leasedAs(task("a", { dueAt: T0 + 1 }), T0 + 1 + LEASE_MS),
      ]);
    });

    it("never makes a task later", async () => {
      await put(task("a"));
      await change((tx) => tx.runSooner(task("a", { dueAt: T0 + 1 })));
      expect(await lease()).toEqual([leasedAs(task("a"))]);
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
      expect(await store().nextTaskAt("query_attempt", T0)).toBe(T0 + 900);
      await change((tx) => tx.settleTask(held, null));
      expect(await lease(T0 + 900)).toMatchObject([{ subject: "a" }]);
    });
  });

  describe("settleTask", () => {
    it("puts what comes next, which is free to be leased", async () => {
      await put(task("a"));
      const held = await leaseOne();
      const next = task("a", { dueAt: T0 + 5 });
      await change((tx) => tx.settleTask(held, next));
      expect(await lease(T0 + 5)).toEqual([leasedAs(next, T0 + 5 + LEASE_MS)]);
    });

    it("removes the task when nothing comes next, and no other", async () => {
      await put(task("a"), task("b", { dueAt: T0 + 1 }));
      const held = await leaseOne();
      await change((tx) => tx.settleTask(held, null));
      const rest = await lease(T0 + 2 * LEASE_MS);
      expect(rest.map(({ subject }) => subject)).toEqual(["b"]);
    });

    it("does nothing when somebody else holds the task by now", async () => {
      await put(task("a"));
      const slow = await leaseOne();
      const quick = await leaseOne(T0 + LEASE_MS);
      await change((tx) => tx.settleTask(slow, null));
      expect(await lease(T0 + LEASE_MS)).toEqual([]);
      await change((tx) => tx.settleTask(quick, task("a", { dueAt: T0 + 5 })));
      expect(await store().nextTaskAt("query_attempt", T0)).toBe(T0 + 5);
    });

    it("does nothing when the task was settled before", async () => {
      await put(task("a"));
      const held = await leaseOne();
      await change((tx) => tx.settleTask(held, null));
      await change((tx) => tx.settleTask(held, task("a")));
      expect(
        await store().nextTaskAt("query_attempt", T0 + 2 * LEASE_MS),
      ).toBeNull();
    });

    it("is undone with its transaction", async () => {
      await put(task("a"));
      const held = await leaseOne();
      const failure = new Error("the observation could not be recorded");
      await expect(
        change(async (tx) => {
          await tx.settleTask(held, null);
          throw failure;
        }),
      ).rejects.toBe(failure);
      expect(await store().nextTaskAt("query_attempt", T0 + LEASE_MS)).toBe(T0);
    });
  });
}
