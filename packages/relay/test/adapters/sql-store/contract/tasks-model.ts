import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TASK_PRIORITY } from "../../../../src/domain/task.ts";
import type { LeasedTask, Store, Task } from "../../../../src/ports/store.ts";
import { withStore } from "./harness.ts";
import type { MakeDatabase } from "./harness.ts";
import { TaskModel } from "./task-model.ts";

const KIND = "query_attempt";
const LEASE_MS = 10;

/** A store and the model beside it, and what was leased of it. */
class World {
  readonly store: Store;
  readonly model = new TaskModel();
  readonly leases: LeasedTask[] = [];
  now = 1_000_000;

  constructor(store: Store) {
    this.store = store;
  }

  nextAt(): Promise<number | null> {
    return this.store.nextTaskAt(KIND, this.now);
  }

  async lease(limit: number): Promise<void> {
    const { store, model, leases, now } = this;
    const got = await store.leaseTasks(KIND, now, LEASE_MS, limit);
    model.checkLeased(got, now, LEASE_MS, limit);
    leases.push(...got);
  }

  /** When every holder is gone and time has passed, all that is left comes up again. */
  async finish(): Promise<void> {
    this.now += 1_000_000;
    await this.lease(100);
    await this.store.transaction(async (tx) => {
      for (const leased of this.leases.splice(0))
        await tx.settleTask(leased, null);
    });
    expect(await this.nextAt()).toBeNull();
  }
}

type Step = (world: World) => Promise<void>;

const subject = fc.constantFrom("a", "b", "c");
/** A task that is due so many milliseconds from the moment of the step. */
const wish = fc.record({
  dueIn: fc.integer({ min: -15, max: 30 }),
  priority: fc.constantFrom(...Object.values(TASK_PRIORITY)),
});
const taskOf = (
  { now }: World,
  name: string,
  {
    dueIn,
    priority,
  }: Pick<Required<Omit<Task, "lane">>, "priority"> & { dueIn: number },
) => ({ kind: KIND, subject: name, dueAt: now + dueIn, priority }) as const;

const withTask = (
  step: (world: World, task: Required<Omit<Task, "lane">>) => Promise<void>,
): fc.Arbitrary<Step> =>
  fc.tuple(subject, wish).map(
    ([name, wished]) =>
      (world) =>
        step(world, taskOf(world, name, wished)),
  );

const step: fc.Arbitrary<Step> = fc.oneof(
  withTask(async ({ store, model }, task) => {
    model.put(task);
    await store.transaction((tx) => tx.putTask(task));
  }),
  withTask(async ({ store, model }, task) => {
    model.hasten(task);
    await store.transaction((tx) => tx.runSooner(task));
  }),
  withTask(async ({ store, model, leases, now }, task) => {
    const got = await store.transaction((tx) =>
      tx.leaseTask(task, now, LEASE_MS),
    );
    model.checkTaken(got, task, now);
    if (got !== null) leases.push(got);
  }),
  fc
    .integer({ min: 1, max: 3 })
    .map((limit) => (world: World) => world.lease(limit)),
  // Any lease ever given, so also one that is over, ended or somebody else's by now.
  fc
    .tuple(fc.nat(), fc.option(wish))
    .map(([which, wished]) => async (world: World) => {
      const { store, model, leases } = world;
      const leased = leases[which % Math.max(1, leases.length)];
      if (leased === undefined) return;
      const next = wished && taskOf(world, leased.subject, wished);
      model.settle(leased, next);
      await store.transaction((tx) => tx.settleTask(leased, next));
    }),
  fc.integer({ min: 1, max: 15 }).map((ms) => (world: World) => {
    world.now += ms;
    return Promise.resolve();
  }),
);

export function describeTaskModel(make: MakeDatabase): void {
  const { store } = withStore(make);

  describe("tasks", () => {
    it("are never lost and never held twice, whatever happens to them in whatever order", async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { minLength: 1, maxLength: 40 }),
          async (steps) => {
            const world = new World(store());
            try {
              for (const each of steps) {
                await each(world);
                expect(await world.nextAt()).toBe(
                  world.model.nextAt(world.now),
                );
              }
            } finally {
              await world.finish();
            }
          },
        ),
        { numRuns: 60 },
      );
    }, 60_000);
  });
}
