import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect } from "vitest";
import type { StoreErrorCode } from "../../../../src/adapters/sql-store/errors.ts";
import { join } from "../../../../src/domain/join.ts";
import type { Observation } from "../../../../src/domain/observation.ts";
import type { Order } from "../../../../src/domain/order.ts";
import type { PaymentLink } from "../../../../src/domain/payment-link.ts";
import type { Store, StoreTransaction } from "../../../../src/ports/store.ts";
import { anAttempt, anOrder, seen, T0 } from "../../../domain/fixtures.ts";

export interface OpenOptions {
  readonly transactionTimeoutMs?: number;
}

/** A database of one test, empty at first. */
export interface TestDatabase {
  /** May be called again, for a second store over the same database. */
  readonly open: (options?: OpenOptions) => Promise<Store>;
  readonly remove: () => Promise<void>;
}

export type MakeDatabase = () => Promise<TestDatabase>;

export interface OpenedStore {
  readonly store: () => Store;
  /** A transaction of that store. */
  readonly change: Store["transaction"];
  readonly update: (order: Order) => Promise<void>;
  /** Another store over the same database, closed after the test. */
  readonly openAnother: (options?: OpenOptions) => Promise<Store>;
}

/** Opens a store over an empty database before each test and takes both away afterwards. */
export function withStore(make: MakeDatabase): OpenedStore {
  let database: TestDatabase;
  let opened: Store[];
  const open = async (options?: OpenOptions): Promise<Store> => {
    const store = await database.open(options);
    opened.push(store);
    return store;
  };
  beforeEach(async () => {
    database = await make();
    opened = [];
    await open();
  });
  afterEach(async () => {
    for (const store of opened) await store.close();
    await database.remove();
  });
  const store = (): Store => {
    const [first] = opened;
    if (first === undefined) throw new Error("no store is open");
    return first;
  };
  const change: OpenedStore["change"] = (work) => store().transaction(work);
  return {
    store,
    change,
    update: (order) => change((tx) => tx.updateOrder(order)),
    openAnother: open,
  };
}

export async function expectRefusal(
  work: Promise<unknown>,
  code: StoreErrorCode,
): Promise<void> {
  await expect(work).rejects.toMatchObject({ name: "StoreError", code });
}

/** The transaction fails after its work, with an error of the test's own. */
export async function undo(
  store: Store,
  work: (tx: StoreTransaction) => Promise<unknown>,
): Promise<void> {
  const failure = new Error("the work failed");
  const undone = store.transaction(async (tx) => {
    await work(tx);
    throw failure;
  });
  await expect(undone).rejects.toBe(failure);
}

export const orderId = (name: string): string => `ord_${name.padEnd(22, "0")}`;

/** An order of its own; `name` also tells it apart from others made at the same moment. */
export function order(name: string, changes: Partial<Order> = {}): Order {
  return anOrder({ id: orderId(name), ...changes });
}

export async function insert(store: Store, ...orders: Order[]): Promise<void> {
  for (const each of orders)
    await store.transaction((tx) => tx.insertOrder(each));
}

/** The order with one attempt more, one version later. */
export function withAttempt(
  before: Order,
  seen: readonly Observation[] = [],
  id: string = randomUUID(),
): Order {
  return {
    ...before,
    version: before.version + 1,
    attempts: [...before.attempts, anAttempt(seen, { id, orderId: before.id })],
  };
}

/** The order with an attempt that brought a part, in minor units, one version later. */
export function withPart(before: Order, value: number): Order {
  const plan = { id: randomUUID(), orderId: before.id, takesParts: true };
  const part = anAttempt([seen.payment(10, value, plan.id)], plan);
  return {
    ...before,
    version: before.version + 1,
    attempts: [...before.attempts, part],
  };
}

/** The order after its last attempt learned something, one version later. */
export function learned(before: Order, seen: Observation): Order {
  const last = before.attempts.length - 1;
  return {
    ...before,
    version: before.version + 1,
    attempts: before.attempts.map((attempt, place) =>
      place === last ? join(attempt, seen) : attempt,
    ),
  };
}

export { T0 };

export const paymentLink = (
  name: string,
  changes: Partial<PaymentLink> = {},
): PaymentLink => ({
  id: `pl_${name.padEnd(22, "0")}`,
  reference: null,
  title: "Harambee",
  description: null,
  currency: "KES",
  amount: null,
  min: null,
  max: null,
  active: true,
  expiresAt: null,
  returnUrl: null,
  mirror: null,
  createdAt: T0,
  updatedAt: T0,
  ...changes,
});
