/**
 * Orders counted by the quarter of an hour in which they were created, so that a summary need not read them. What a
 * transaction changes is counted at its end, in one order: others that count in the same row wait the shortest time, and
 * never for each other.
 */
import { sql } from "kysely";
import { figureOf } from "../../domain/order-figure.ts";
import type { Order } from "../../domain/order.ts";
import type { TimeRange } from "../../ports/exports.ts";
import type { OrderFigures } from "../../ports/order-figures.ts";
import { isPostgres } from "./locks.ts";
import type { OrderChange } from "./noted-orders.ts";
import type { OrderFiguresTable } from "./derived-schema.ts";
import { createStatement } from "./statement.ts";
import type { Db } from "./statement.ts";

/** Orders that are counted at the same moment, by several relays, seldom meet in one row. SQLite has one writer. */
const SHARDS = 2;

const add = createStatement((db, row: OrderFiguresTable) =>
  db
    .insertInto("order_figures")
    .values({
      bucket_at: row.bucket_at,
      shard: row.shard,
      status: row.status,
      method: row.method,
      provider: row.provider,
      currency: row.currency,
      paid_within: row.paid_within,
      orders: row.orders,
      value: row.value,
    })
    .onConflict((conflict) =>
      conflict.columns([...KEY]).doUpdateSet((eb) => ({
        orders: eb("order_figures.orders", "+", eb.ref("excluded.orders")),
        value: eb("order_figures.value", "+", eb.ref("excluded.value")),
      })),
    ),
);

export const KEY = [
  "bucket_at",
  "shard",
  "status",
  "method",
  "provider",
  "currency",
  "paid_within",
] as const;

export async function countChanges(
  db: Db,
  changes: Iterable<OrderChange>,
): Promise<void> {
  const shards = isPostgres(db) ? SHARDS : 1;
  const rows = new Map<string, OrderFiguresTable>();
  for (const { before, after } of changes) {
    if (before !== undefined) addUp(rows, toRow(before, -1, shards));
    addUp(rows, toRow(after, 1, shards));
  }
  const changed = [...rows].filter(
    ([, { orders, value }]) => orders !== 0 || value !== 0,
  );
  for (const [, row] of changed.toSorted(([a], [b]) => (a < b ? -1 : 1)))
    await add(db, row);
}

function addUp(
  rows: Map<string, OrderFiguresTable>,
  row: OrderFiguresTable,
): void {
  const key = JSON.stringify(KEY.map((name) => row[name]));
  const known = rows.get(key);
  rows.set(key, {
    ...row,
    orders: row.orders + (known?.orders ?? 0),
    value: row.value + (known?.value ?? 0),
  });
}

function toRow(order: Order, sign: 1 | -1, shards: number): OrderFiguresTable {
  const figure = figureOf(order);
  return {
    bucket_at: figure.bucketAt,
    shard: shardOf(order.id, shards),
    status: figure.status,
    method: figure.method,
    provider: figure.provider,
    currency: figure.currency,
    paid_within: figure.paidWithin,
    orders: sign,
    value: sign * figure.value,
  };
}

function shardOf(id: string, shards: number): number {
  let hash = 0;
  for (let i = 0; i < id.length; i += 1)
    hash = (Math.imul(hash, 31) + id.charCodeAt(i)) >>> 0;
  return hash % shards;
}

/** Reads the rows of the range alone, by the primary key. */
export const selectFigures = (db: Db, { from, before }: TimeRange) =>
  db
    .selectFrom("order_figures")
    .select([
      "status",
      "method",
      "provider",
      "currency",
      "paid_within",
      sql<number>`cast(sum(orders) as bigint)`.as("orders"),
      sql<number>`cast(sum(value) as bigint)`.as("value"),
    ])
    .where("bucket_at", ">=", from)
    .where("bucket_at", "<", before)
    .groupBy(["status", "method", "provider", "currency", "paid_within"]);

const readFigures = createStatement(selectFigures);

export async function readOrderFigures(
  db: Db,
  range: TimeRange,
): Promise<readonly OrderFigures[]> {
  const { rows } = await readFigures(db, range);
  return rows
    .filter(({ orders }) => orders !== 0)
    .map(({ paid_within, orders, ...row }) => ({
      ...row,
      paidWithin: paid_within,
      count: orders,
    }));
}
