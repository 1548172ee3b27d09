import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TASK_PRIORITY } from "../../../src/domain/task.ts";
import type { LeasedTask, Store, Task } from "../../../src/ports/store.ts";
import type { TaskPriority } from "../../../src/domain/task.ts";
import { makeSqliteFile } from "./sqlite-files.ts";
import type { SqliteFile } from "./sqlite-files.ts";
import { TaskModel } from "./task-model.ts";

const SUBJECTS = ["a", "b", "c"] as const;
const LEASE_MS = 10;

const subject = fc.constantFrom(...SUBJECTS);
/** Milliseconds from the moment of the step. */
const dueIn = fc.integer({ min: -15, max: 30 });
const priority = fc.constantFrom(...Object.values(TASK_PRIORITY));
const next = fc.option(fc.record({ dueIn, priority }), { nil: null });

const operation = fc.oneof(
  fc.record({ do: fc.constant("put" as const), subject, dueIn, priority }),
  fc.record({ do: fc.constant("hasten" as const), subject, dueIn, priority }),
  fc.record({ do: fc.constant("take" as const), subject, dueIn, priority }),
  fc.record({
    do: fc.constant("lease" as const),
    limit: fc.integer({ min: 1, max: 3 }),
  }),
  /** Any lease ever given, so also one that is over, ended or somebody else's by now. */
  fc.record({ do: fc.constant("settle" as const), which: fc.nat(), next }),
  fc.record({
    do: fc.constant("wait" as const),
    ms: fc.integer({ min: 1, max: 15 }),
  }),
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

interface Given {
  readonly subject: string;
  readonly dueIn: number;
  readonly priority: TaskPriority;
}

class Run {
  readonly #store: Store;
  readonly #model = new TaskModel();
  readonly #leases: LeasedTask[] = [];
  #now = 1_000_000;

  constructor(store: Store) {
    this.#store = store;
  }

  async apply(operation: Operation): Promise<void> {
    switch (operation.do) {
      case "put": {
        const task = this.#task(operation);
        this.#model.put(task);
        await this.#store.transaction((tx) => tx.putTask(task));
        break;
      }
      case "hasten": {
        const task = this.#task(operation);
        this.#model.hasten(task);
        await this.#store.transaction((tx) => tx.runSooner(task));
        break;
      }
      case "take": {
        const task = this.#task(operation);
        const got = await this.#store.transaction((tx) =>
          tx.leaseTask(task, this.#now, LEASE_MS),
        );
        this.#model.checkTaken(got, task, this.#now);
        if (got !== null) this.#leases.push(got);
        break;
      }
      case "lease":
        await this.#lease(operation.limit);
        break;
      case "settle":
        await this.#settle(operation.which, operation.next);
        break;
      case "wait":
        this.#now += operation.ms;
    }
    expect(await this.#store.nextTaskAt("query_attempt", this.#now)).toBe(
      this.#model.nextAt(this.#now),
    );
  }

  /** When every holder is gone and time has passed, all that is left comes up again. */
  async finish(): Promise<void> {
    this.#now += 1_000_000;
    await this.#lease(100);
    const held = this.#leases.splice(0);
    await this.#store.transaction(async (tx) => {
      for (const leased of held) await tx.settleTask(leased, null);
    });
    expect(await this.#store.nextTaskAt("query_attempt", this.#now)).toBeNull();
  }

  async #lease(limit: number): Promise<void> {
    const got = await this.#store.leaseTasks(
      "query_attempt",
      this.#now,
      LEASE_MS,
      limit,
    );
    this.#model.checkLeased(got, this.#now, LEASE_MS, limit);
    this.#leases.push(...got);
  }

  async #settle(
    which: number,
    after: Omit<Given, "subject"> | null,
  ): Promise<void> {
    const leased = this.#leases[which % Math.max(1, this.#leases.length)];
    if (leased === undefined) return;
    const task =
      after === null ? null : this.#task({ subject: leased.subject, ...after });
    this.#model.settle(leased, task);
    await this.#store.transaction((tx) => tx.settleTask(leased, task));
  }

  #task(given: Given): Required<Task> {
    return {
      kind: "query_attempt",
      subject: given.subject,
      dueAt: this.#now + given.dueIn,
      priority: given.priority,
    };
  }
}

describe("tasks", () => {
  let file: SqliteFile;
  let store: Store;
  beforeAll(async () => {
    file = await makeSqliteFile();
    store = await file.open();
  });
  afterAll(async () => {
    await store.close();
    await file.remove();
  });

  it("are never lost and never held twice, whatever happens to them in whatever order", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(operation, { minLength: 1, maxLength: 40 }),
        async (operations) => {
          const run = new Run(store);
          try {
            for (const each of operations) await run.apply(each);
          } finally {
            await run.finish();
          }
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);
});
