/** The one store of all relays, and what was committed to it. */
import { AsyncLocalStorage } from "node:async_hooks";
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { openSqlStore } from "../../packages/relay/src/adapters/sql-store/open.ts";
import type { Delivery } from "../../packages/relay/src/domain/delivery.ts";
import type { TaskKind } from "../../packages/relay/src/domain/task.ts";
import type { Order } from "../../packages/relay/src/domain/order.ts";
import type {
  Changes,
  ObservationRecord,
  Store,
  StoreTransaction,
} from "../../packages/relay/src/ports/store.ts";
import type { UnmatchedPayment } from "../../packages/relay/src/domain/unmatched-payment.ts";

/** What one transaction wrote, in the order in which it did. */
export interface Commit {
  readonly orders: Order[];
  readonly observations: ObservationRecord[];
  readonly deliveries: Delivery[];
  readonly unmatched: UnmatchedPayment[];
  /** Payments that a person decided about. */
  readonly decided: UnmatchedPayment[];
}

export interface Database {
  /** The store as the relay of this name has it: told of its own commits alone. */
  connect(name: string): Store;
  /** To look at what is stored. */
  readonly store: Store;
  /** Told of every commit of order, observation or delivery, before the one who made it. */
  onCommit: (commit: Commit) => void;
  /** Told whose commit changed what, to tell the other relays. */
  onChanges: (name: string, changes: Changes) => void;
  close(): Promise<void>;
}

export type OpenDatabase = () => Promise<Database>;

let template: Promise<string> | undefined;
/** In memory where there is such a folder: that commits survive the power is shown elsewhere, with a real disk. */
const folder = existsSync("/dev/shm") ? "/dev/shm" : os.tmpdir();
const root = mkdtempSync(path.join(folder, "malipo-simulation-"));
process.on("exit", () => {
  rmSync(root, { recursive: true, force: true });
});

/** An empty database with its tables, to be copied. */
async function makeTemplate(): Promise<string> {
  const file = path.join(root, "template.sqlite");
  const store = await openSqlStore(`sqlite:${file}`);
  await store.close();
  return file;
}

let opened = 0;

/** SQLite: one file with one writer, as all relays of one process have it. */
export const openSqlite: OpenDatabase = async () => {
  const source = await (template ??= makeTemplate());
  const file = path.join(root, `${(opened += 1)}.sqlite`);
  copyFileSync(source, file);
  const store = await openSqlStore(`sqlite:${file}`);
  return toDatabase(store, async () => {
    await store.close();
    for (const end of ["", "-wal", "-shm"])
      rmSync(`${file}${end}`, { force: true });
  });
};

/** One store for all relays; `close` is called at the end of the history. */
export function toDatabase(store: Store, close: () => Promise<void>): Database {
  const callers = new AsyncLocalStorage<string>();
  const kinds = new Set<TaskKind>();
  const nobody = (): void => undefined;
  const database: Database = {
    connect: (name) => connect(database, store, callers, kinds, name),
    store,
    onCommit: nobody,
    onChanges: nobody,
    close,
  };
  store.onCommit((changes) => {
    database.onChanges(callers.getStore() ?? "", changes);
  });
  return database;
}

function connect(
  database: Database,
  store: Store,
  callers: AsyncLocalStorage<string>,
  kinds: Set<TaskKind>,
  name: string,
): Store {
  const own: Partial<Store> = {
    transaction: (work) =>
      callers.run(name, async () => {
        const commit = emptyCommit();
        const value = await store.transaction((tx) =>
          work(recording(tx, commit, kinds)),
        );
        database.onCommit(commit);
        return value;
      }),
    onCommit: (listener) =>
      store.onCommit((changes) => {
        if (callers.getStore() === name) listener(changes);
      }),
    // Most looks are for tasks of a kind that there never was one of.
    nextTaskAt: (kind, ...rest) =>
      kinds.has(kind) ? store.nextTaskAt(kind, ...rest) : Promise.resolve(null),
    close: () => Promise.resolve(),
  };
  return new Proxy(store, {
    get(target, key) {
      const replaced: unknown = Reflect.get(own, key);
      if (replaced !== undefined) return replaced;
      const value: unknown = Reflect.get(target, key);
      return typeof value !== "function"
        ? value
        : (...args: unknown[]): unknown =>
            callers.run(name, (): unknown =>
              Reflect.apply(value, target, args),
            );
    },
  });
}

const emptyCommit = (): Commit => ({
  orders: [],
  observations: [],
  deliveries: [],
  unmatched: [],
  decided: [],
});

function recording(
  tx: StoreTransaction,
  commit: Commit,
  kinds: Set<TaskKind>,
): StoreTransaction {
  return extend(tx, {
    putTask(task) {
      kinds.add(task.kind);
      return tx.putTask(task);
    },
    runSooner(task) {
      kinds.add(task.kind);
      return tx.runSooner(task);
    },
    ensureTask(task) {
      kinds.add(task.kind);
      return tx.ensureTask(task);
    },
    async insertOrder(order) {
      await tx.insertOrder(order);
      commit.orders.push(order);
    },
    async updateOrder(order) {
      await tx.updateOrder(order);
      commit.orders.push(order);
    },
    async appendObservation(record) {
      await tx.appendObservation(record);
      commit.observations.push(record);
    },
    async insertDelivery(delivery) {
      const isNew = await tx.insertDelivery(delivery);
      if (isNew) commit.deliveries.push(delivery);
      return isNew;
    },
    async updateUnmatchedPayment(payment) {
      await tx.updateUnmatchedPayment(payment);
      commit.decided.push(payment);
    },
    async insertUnmatchedPayment(payment) {
      commit.unmatched.push(payment);
      return tx.insertUnmatchedPayment(payment);
    },
  });
}

/** The same object with some methods replaced. */
export function extend<T extends object>(target: T, methods: Partial<T>): T {
  return new Proxy(target, {
    get(object, key) {
      const own: unknown = Reflect.get(methods, key);
      if (own !== undefined) return own;
      const value: unknown = Reflect.get(object, key, object);
      return typeof value === "function"
        ? (...args: unknown[]): unknown => Reflect.apply(value, object, args)
        : value;
    },
  });
}
