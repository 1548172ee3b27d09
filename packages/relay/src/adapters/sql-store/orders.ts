/** Orders and their attempts: written whole, read back in one statement, so that what is read is of one moment. */
import { orderStatus } from "../../domain/order.ts";
import type { Order } from "../../domain/order.ts";
import { settledAt } from "../../domain/settled-at.ts";
import { orderAttention } from "./attention.ts";
import { attemptDocument, orderDocument } from "./documents.ts";
import { putOpenBalance, updateOpenBalance } from "./open-balances.ts";
import { StoreError } from "./errors.ts";
import { putContacts } from "./order-contacts.ts";
import type { AttemptsTable, OrdersTable } from "./schema.ts";
import { createStatement } from "./statement.ts";
import type { Db } from "./statement.ts";

/** One per attempt; one without an attempt for an order that has none. */
interface OrderRow {
  readonly id: string;
  readonly data: string;
  readonly attempt_id: string | null;
  readonly attempt_data: string | null;
}

const insertRow = createStatement((db, row: OrdersTable) =>
  db.insertInto("orders").values({
    id: row.id,
    reference: row.reference,
    version: row.version,
    status: row.status,
    created_at: row.created_at,
    attempt_count: row.attempt_count,
    data: row.data,
    attention: row.attention,
  }),
);

interface OrderUpdate extends OrdersTable {
  readonly version_before: number;
}

const startUpdate = (db: Db, row: OrderUpdate) =>
  db
    .updateTable("orders")
    .set({
      version: row.version,
      attempt_count: row.attempt_count,
      data: row.data,
    })
    .where("id", "=", row.id)
    .where("version", "in", [row.version, row.version_before])
    .where("attempt_count", "<=", row.attempt_count);

/** A statement that does not name what is indexed spares the indexes. */
const updateRow = createStatement(startUpdate);

const updateIndexedRow = createStatement((db, row: OrderUpdate) =>
  startUpdate(db, row).set({
    reference: row.reference,
    status: row.status,
    created_at: row.created_at,
    attention: row.attention,
  }),
);

/** Finds no row to write where the attempt is stored already, but elsewhere. */
const putAttempt = createStatement((db, row: AttemptsTable) =>
  db
    .insertInto("attempts")
    .values({
      id: row.id,
      id_lower: row.id_lower,
      order_id: row.order_id,
      seq: row.seq,
      payer_reference: row.payer_reference,
      created_at: row.created_at,
      settled_at: row.settled_at,
      data: row.data,
    })
    .onConflict((conflict) =>
      conflict
        .column("id")
        .doUpdateSet((eb) => ({
          data: eb.ref("excluded.data"),
          settled_at: eb.ref("excluded.settled_at"),
        }))
        .whereRef("attempts.order_id", "=", "excluded.order_id")
        .whereRef("attempts.seq", "=", "excluded.seq"),
    ),
);

/** IN and not =: three times as fast in this build of SQLite, which seems to plan the equality anew for every value. */
const selectById = createStatement((db, { id }: { id: string }) =>
  selectOrders(db).where("orders.id", "in", [id]).orderBy("attempts.seq"),
);

const selectByAttempt = createStatement(
  (db, { idLower }: { idLower: string }) =>
    selectOrders(db)
      .where("orders.id", "=", (eb) =>
        eb
          .selectFrom("attempts")
          .select("attempts.order_id")
          .where("attempts.id_lower", "=", idLower),
      )
      .orderBy("attempts.seq"),
);

const selectByPayerReference = createStatement(
  (db, { reference }: { reference: string }) =>
    selectOrders(db)
      .where("orders.id", "=", (eb) =>
        eb
          .selectFrom("attempts")
          .select("attempts.order_id")
          .where("attempts.payer_reference", "=", reference),
      )
      .orderBy("attempts.seq"),
);

export async function insertOrder(db: Db, order: Order): Promise<void> {
  await insertRow(db, toRow(order));
  await putAttempts(db, order, undefined);
  await putContacts(db, order);
  await putOpenBalance(db, order);
}

/**
 * Throws `version_conflict` unless the stored version is this one or the one before. An attempt, once
 * stored, stays: an order that lacks it is refused, by its count or by the place that is taken.
 * `stored`: the order as it is stored, where the transaction knows it; what is the same is not written again.
 */
export async function updateOrder(
  db: Db,
  order: Order,
  stored: Order | undefined,
): Promise<void> {
  if (stored === undefined || !isSameRow(order, stored)) {
    const row = { ...toRow(order), version_before: order.version - 1 };
    const isIndexedSame =
      stored !== undefined &&
      INDEXED.every((read) => read(order) === read(stored));
    const update = isIndexedSame ? updateRow : updateIndexedRow;
    const { numAffectedRows } = await update(db, row);
    if (numAffectedRows !== 1n)
      throw new StoreError(
        "version_conflict",
        `The order ${order.id} is not stored with version ${order.version} or the one before, or lacks an attempt that is stored.`,
      );
  }
  await putAttempts(db, order, stored);
  await putContacts(db, order, stored);
  await updateOpenBalance(db, order, stored);
}

const INDEXED: readonly ((order: Order) => unknown)[] = [
  ({ reference }) => reference,
  orderStatus,
  ({ createdAt }) => createdAt,
  orderAttention,
];

/** The same in everything that is not in its attempts' own rows. */
function isSameRow(order: Order, stored: Order): boolean {
  const { attempts, ...document } = order;
  return (
    attempts.length === stored.attempts.length &&
    orderStatus(order) === orderStatus(stored) &&
    orderAttention(order) === orderAttention(stored) &&
    Object.entries(document).every(
      ([name, value]) => Reflect.get(stored, name) === value,
    )
  );
}

export async function getOrder(
  db: Db,
  orderId: string,
): Promise<Order | undefined> {
  const { rows } = await selectById(db, { id: orderId });
  return toOrders(rows)[0];
}

export async function findOrderByAttempt(
  db: Db,
  attemptId: string,
): Promise<Order | undefined> {
  const idLower = attemptId.toLowerCase();
  const { rows } = await selectByAttempt(db, { idLower });
  return toOrders(rows)[0];
}

export async function findOrderByPayerReference(
  db: Db,
  reference: string,
): Promise<Order | undefined> {
  const { rows } = await selectByPayerReference(db, {
    reference: reference.toUpperCase(),
  });
  return toOrders(rows)[0];
}

export function selectOrders(db: Db) {
  return db
    .selectFrom("orders")
    .leftJoin("attempts", "attempts.order_id", "orders.id")
    .select([
      "orders.id",
      "orders.data",
      "attempts.id as attempt_id",
      "attempts.data as attempt_data",
    ]);
}

/** The rows of one order must follow each other, in the order of its attempts. */
export function toOrders(rows: readonly OrderRow[]): readonly Order[] {
  const groups = new Map<string, OrderRow[]>();
  for (const row of rows) {
    const group = groups.get(row.id);
    if (group === undefined) groups.set(row.id, [row]);
    else group.push(row);
  }
  return [...groups].map(([id, group]) => ({
    ...orderDocument.decode(id, group[0]?.data ?? ""),
    attempts: group.flatMap(({ attempt_id, attempt_data }) =>
      attempt_id === null || attempt_data === null
        ? []
        : [attemptDocument.decode(attempt_id, attempt_data)],
    ),
  }));
}

function toRow(order: Order): OrdersTable {
  const { attempts, ...document } = order;
  return {
    id: order.id,
    reference: order.reference,
    version: order.version,
    status: orderStatus(order),
    created_at: order.createdAt,
    attempt_count: attempts.length,
    data: orderDocument.encode(order.id, document),
    attention: orderAttention(order),
  };
}

async function putAttempts(
  db: Db,
  { id, attempts }: Order,
  stored: Order | undefined,
): Promise<void> {
  for (const [seq, attempt] of attempts.entries()) {
    if (attempt === stored?.attempts[seq]) continue;
    const attemptId = attempt.plan.id;
    const { numAffectedRows } = await putAttempt(db, {
      id: attemptId,
      id_lower: attemptId.toLowerCase(),
      order_id: id,
      seq,
      payer_reference: attempt.plan.payerReference,
      created_at: attempt.plan.createdAt,
      settled_at: settledAt(attempt.facts),
      data: attemptDocument.encode(attemptId, attempt),
    });
    if (numAffectedRows !== 1n)
      throw new StoreError(
        "constraint",
        `The attempt ${attemptId} is stored already, of another order or in another place.`,
      );
  }
}
