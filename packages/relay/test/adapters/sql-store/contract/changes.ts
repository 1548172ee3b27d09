import { describe, expect, it } from "vitest";
import type { Order } from "../../../../src/domain/order.ts";
import { TASK_PRIORITY } from "../../../../src/domain/task.ts";
import type {
  Changes,
  Store,
  StoreTransaction,
  Task,
} from "../../../../src/ports/store.ts";
import { insert, order, orderId, T0, undo, withStore } from "./harness.ts";
import type { MakeDatabase } from "./harness.ts";

interface Told {
  readonly orders: readonly string[];
  readonly tasks: Readonly<Record<string, number>>;
}

const task = (changes: Partial<Task> = {}): Task => ({
  kind: "query_attempt",
  subject: "a",
  dueAt: T0 + 50,
  ...changes,
});

type Work = (tx: StoreTransaction) => Promise<unknown>;

export function describeChanges(make: MakeDatabase): void {
  const { store, change, openAnother } = withStore(make);
  const listen = (to: Store = store()): Told[] => {
    const told: Told[] = [];
    to.onCommit(({ orders, tasks }: Changes) => {
      told.push({
        orders: [...orders.keys()],
        tasks: Object.fromEntries(tasks),
      });
    });
    return told;
  };
  const leased = (tx: StoreTransaction) => tx.leaseTask(task(), T0, 1000);

  const oneOrder = (name: string) => [{ orders: [orderId(name)], tasks: {} }];
  const oneTask = (dueAt: number) => [
    { orders: [], tasks: { query_attempt: dueAt } },
  ];
  const old = order("old");

  describe("what a commit tells", () => {
    it.each<[string, Work, Told[]]>([
      ["nothing of what changed nothing", (tx) => tx.getOrder("ord_x"), []],
      ["a new order", (tx) => tx.insertOrder(order("new")), oneOrder("new")],
      [
        "an order with a new version",
        async (tx) => {
          await tx.getOrder(old.id);
          await tx.updateOrder({ ...old, version: 2 });
        },
        oneOrder("old"),
      ],
      [
        "an order whose version nobody looked at",
        (tx) => tx.updateOrder({ ...old, version: 2 }),
        oneOrder("old"),
      ],
      [
        "nothing of an order that keeps its version",
        async (tx) => {
          await tx.getOrder(old.id);
          await tx.updateOrder({ ...old, tokenEpoch: 9 });
        },
        [],
      ],
      ["a task that was put", (tx) => tx.putTask(task()), oneTask(T0 + 50)],
      [
        "nothing of a task that it leased itself",
        async (tx) => {
          await tx.runSooner(task());
          await leased(tx);
        },
        [],
      ],
      ["one to run sooner", (tx) => tx.runSooner(task()), oneTask(T0 + 50)],
      ["one that has to be", (tx) => tx.ensureTask(task()), oneTask(T0 + 50)],
      ["nothing of a lease", leased, []],
      [
        "what comes after a task",
        async (tx) => {
          const held = await leased(tx);
          if (held !== null) await tx.settleTask(held, task({ dueAt: T0 + 9 }));
        },
        oneTask(T0 + 9),
      ],
      [
        "nothing of a task's end",
        async (tx) => {
          const held = await leased(tx);
          if (held !== null) await tx.settleTask(held, null);
        },
        [],
      ],
      [
        "the first of several of a kind, and each kind",
        async (tx) => {
          await tx.putTask(task({ dueAt: T0 + 8 }));
          await tx.putTask(task({ subject: "b", dueAt: T0 + 3 }));
          await tx.putTask(task({ kind: "mirror_link", dueAt: T0 }));
        },
        [{ orders: [], tasks: { query_attempt: T0 + 3, mirror_link: T0 } }],
      ],
    ])("is %s", async (_what, work, expected) => {
      await insert(store(), old);
      const told = listen();
      await change(work);
      expect(told).toEqual(expected);
    });

    it("is when a task is due that was asked for while it was held", async () => {
      const held = await change(leased);
      await change((tx) =>
        tx.runSooner(task({ dueAt: T0, priority: TASK_PRIORITY.first })),
      );
      const told = listen();
      await change(async (tx) => {
        if (held !== null) await tx.settleTask(held, null);
      });
      expect(told).toEqual(oneTask(T0));
    });

    it.each<[string, (of: Store) => Promise<void>]>([
      ["resumed", (of) => of.resumeTasks("query_attempt", T0, 0.1)],
      ["brought back", (of) => of.bringTasksBack("query_attempt", T0 + 1, T0)],
    ])("is of tasks that are %s", async (_what, work) => {
      await change((tx) => tx.putTask(task()));
      const told = listen();
      await work(store());
      expect(told).toEqual(oneTask(T0));
    });

    it("is told once it can be read, and before the caller goes on", async () => {
      const another = await openAnother();
      let reading: Promise<Order | undefined> | undefined;
      store().onCommit(() => {
        reading = another.getOrder(orderId("new"));
      });
      await change((tx) => tx.insertOrder(order("new")));
      expect(reading).toBeDefined();
      expect(await reading).toMatchObject({ id: orderId("new") });
    });

    it("is the order as its last change left it", async () => {
      await change((tx) => tx.insertOrder(order("old")));
      const told: Changes[] = [];
      store().onCommit((changes) => told.push(changes));
      await change(async (tx) => {
        await tx.updateOrder(order("old", { version: 2 }));
        await tx.updateOrder(order("old", { version: 2, tokenEpoch: 9 }));
      });
      const stored = await store().getOrder(orderId("old"));
      expect(told.map(({ orders }) => [...orders.values()])).toEqual([
        [stored],
      ]);
    });

    it("comes with the order as it was, if it is not new", async () => {
      await store().transaction((tx) => tx.insertOrder(order("old")));
      const told: Changes[] = [];
      store().onCommit((changes) => told.push(changes));
      await store().transaction(async (tx) => {
        const before = await tx.getOrder(orderId("old"));
        await tx.updateOrder(order("old", { version: 2 }));
        expect(await tx.getOrder(orderId("old"))).not.toEqual(before);
        await tx.insertOrder(order("new"));
      });
      const [{ before, orders } = { before: new Map(), orders: new Map() }] =
        told;
      expect(before.get(orderId("old"))).toMatchObject({ version: 1 });
      expect(orders.get(orderId("old"))).toMatchObject({ version: 2 });
      expect(before.has(orderId("new"))).toBe(false);
    });

    it("is nothing when the work is undone", async () => {
      const told = listen();
      await undo(store(), (tx) => tx.putTask(task()));
      expect(told).toEqual([]);
    });

    it("is told to nobody who listens no longer", async () => {
      const told: Changes[] = [];
      store().onCommit((changes) => told.push(changes))();
      await change((tx) => tx.putTask(task()));
      expect(told).toEqual([]);
    });
  });
}
