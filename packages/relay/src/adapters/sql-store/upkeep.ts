/** Removes old rows, and lists what can be erased. Each call is short, so that other writes are not delayed. */
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type {
  AgingRows,
  Part,
  PersonalRecord,
  Upkeep,
} from "../../ports/upkeep.ts";
import type { UnmatchedPayment } from "../../domain/unmatched-payment.ts";
import { comesBehind, decodeCursor, encodeCursor } from "./cursor.ts";
import type { SqlDatabase } from "./dialect.ts";
import { refundDocument } from "./documents.ts";
import { forgetIdempotency } from "./idempotency.ts";
import { isPostgres } from "./locks.ts";
import { selectOrders, toOrders } from "./orders.ts";
import type { Schema } from "./schema.ts";
import type { Db } from "./statement.ts";
import { kindInLane } from "./tasks.ts";
import { toUnmatchedPayment } from "./unmatched-payments.ts";

interface Aging<T extends keyof Schema> {
  readonly table: T;
  readonly key: keyof Schema[T] & string;
  readonly time: keyof Schema[T] & string;
  /** Which of them; default: all. */
  readonly which?: RawBuilder<unknown>;
}

const aging = <T extends keyof Schema>(rows: Aging<T>): Aging<T> => rows;
const deliveries = (status: "delivered" | "dead") =>
  aging({
    table: "deliveries",
    key: "id",
    time: "created_at",
    which: sql`status = ${status} and`,
  });

type RemoveOld = (db: Db, moment: number, most: number) => Promise<number>;

const REMOVE_OLD: Readonly<Record<AgingRows, RemoveOld>> = {
  requests: forgetIdempotency,
  returnCodes: remover(
    aging({ table: "return_codes", key: "digest", time: "expires_at" }),
  ),
  deliveries: remover(deliveries("delivered")),
  deadDeliveries: remover(deliveries("dead")),
  decisions: remover(
    aging({
      table: "transfer_decisions",
      key: "reference_lower",
      time: "decided_at",
    }),
  ),
  deletedEndpoints: removeEndpoints,
  events: remover(aging({ table: "events", key: "id", time: "created_at" })),
  alerts: remover(aging({ table: "alerts", key: "id", time: "created_at" })),
  alertMessages: remover(
    aging({ table: "alert_messages", key: "id", time: "created_at" }),
  ),
  differences: remover(
    aging({
      table: "reconciliation_differences",
      key: "id",
      time: "found_at",
      which: sql`state = 'resolved' and`,
    }),
  ),
  // A day stays with its differences.
  reconciliations: remover(
    aging({
      table: "reconciliations",
      key: "day",
      time: "finished_at",
      which: sql`not exists (
        select 1 from reconciliation_differences as d
        where d.day = reconciliations.day) and`,
    }),
  ),
};

/** Not while something is still to be sent to one: its lane is worked off. */
async function removeEndpoints(
  db: Db,
  moment: number,
  most: number,
): Promise<number> {
  const { numAffectedRows } = await sql`
    with old as (
      select id from webhook_endpoints
      where deleted_at < ${moment} and not exists (
        select 1 from tasks
        where kind = ${sql.lit(kindInLane("deliver_webhook"))} || ' ' || webhook_endpoints.id)
      limit ${most})
    delete from webhook_endpoints where id in (select id from old)`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/** What is old is chosen apart: PostgreSQL may run a subquery more than once, and each time it would lock and remove others. */
function remover<T extends keyof Schema>(rows: Aging<T>): RemoveOld {
  const [table, key, time] = [
    sql.table(rows.table),
    sql.ref(rows.key),
    sql.ref(rows.time),
  ];
  return async (db, moment, most) => {
    const lock = isPostgres(db) ? sql`for update skip locked` : sql``;
    const { numAffectedRows } = await sql`
      with old as (
        select ${key} from ${table}
        where ${rows.which ?? sql``} ${time} < ${moment}
        order by ${time} limit ${most} ${lock})
      delete from ${table} where ${key} in (select ${key} from old)`.execute(
      db,
    );
    return Number(numAffectedRows ?? 0n);
  };
}

export function createUpkeep(database: SqlDatabase): Upkeep {
  const { reader } = database;
  return {
    removeOld: (rows, moment, most) =>
      database.write((db) => REMOVE_OLD[rows](db, moment, most)),
    async listUnerasedOrders(moment, most, after) {
      const rows = await oldestFirst(reader, moment, most, after)
        .where("erased_at", "is", null)
        .execute();
      return toPart(rows.map(toPlace), most, ({ id }) => id);
    },
    async listUnpaidOrders(status, moment, most, after) {
      const rows = await oldestFirst(reader, moment, most, after)
        .where("status", "=", status)
        .execute();
      return toPart(rows.map(toPlace), most, ({ id }) => id);
    },
    async listUnerasedPayments(moment, most, after) {
      let query = reader
        .selectFrom("unmatched_payments")
        .select(["id", "created_at", "data", "raw"])
        .where("erased_at", "is", null)
        .where("created_at", "<", moment)
        .orderBy("created_at")
        .orderBy("id")
        .limit(most);
      if (after !== null) query = query.where(comesBehind(decodeCursor(after)));
      const rows = await query.execute();
      return toPart(
        rows.map((row) => ({ ...row, createdAt: row.created_at })),
        most,
        (row): UnmatchedPayment => toUnmatchedPayment(row),
      );
    },
    truncateLog: () => database.truncateLog(),
    listPersonalRecords: (most, after) =>
      listPersonalRecords(reader, most, after ?? ""),
  };
}

function oldestFirst(
  db: Db,
  moment: number,
  most: number,
  after: string | null,
) {
  const query = db
    .selectFrom("orders")
    .select(["id", "created_at"])
    .where("created_at", "<", moment)
    .orderBy("created_at")
    .orderBy("id")
    .limit(most);
  return after === null ? query : query.where(comesBehind(decodeCursor(after)));
}

const toPlace = (row: {
  readonly id: string;
  readonly created_at: number;
}) => ({
  id: row.id,
  createdAt: row.created_at,
});

function toPart<
  R extends { readonly id: string; readonly createdAt: number },
  T,
>(rows: readonly R[], most: number, toItem: (row: R) => T): Part<T> {
  const last = rows.at(-1);
  return {
    items: rows.map(toItem),
    next: last === undefined || rows.length < most ? null : encodeCursor(last),
  };
}

/** By the primary key and, for what belongs to these orders, by the ranges of theirs. */
async function listPersonalRecords(
  db: Db,
  most: number,
  after: string,
): Promise<Part<PersonalRecord>> {
  const ids = await db
    .selectFrom("orders")
    .select("id")
    .where("id", ">", after)
    .orderBy("id")
    .limit(most)
    .execute();
  const last = ids.at(-1)?.id;
  if (last === undefined) return { items: [], next: null };
  const [orders, refunds, contacts, bodies] = await Promise.all([
    selectOrders(db)
      .select("attempts.seq")
      .where("orders.id", ">", after)
      .where("orders.id", "<=", last)
      .orderBy("orders.id")
      .execute(),
    db
      .selectFrom("refunds")
      .select(["id", "order_id", "data"])
      .where("order_id", ">", after)
      .where("order_id", "<=", last)
      .execute(),
    db
      .selectFrom("order_contacts")
      .select(["order_id", "contact"])
      .where("order_id", ">", after)
      .where("order_id", "<=", last)
      .execute(),
    db
      .selectFrom("observations")
      .select(["order_id", "raw"])
      .where("order_id", ">", after)
      .where("order_id", "<=", last)
      .where("raw", "is not", null)
      .execute(),
  ]);
  return {
    items: toOrders(
      orders.toSorted((a, b) =>
        a.id === b.id ? (a.seq ?? 0) - (b.seq ?? 0) : 0,
      ),
    ).map((order) => ({
      order,
      refunds: refunds
        .filter((row) => row.order_id === order.id)
        .map(({ id, data }) => refundDocument.decode(id, data)),
      contacts: contacts
        .filter((row) => row.order_id === order.id)
        .map(({ contact }) => contact),
      bodies: bodies.flatMap(({ order_id, raw }) =>
        raw === null || order_id !== order.id ? [] : [raw],
      ),
    })),
    next: ids.length < most ? null : last,
  };
}
