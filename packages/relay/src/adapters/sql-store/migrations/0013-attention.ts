import { sql } from "kysely";
import { orderAttention, refundAttention } from "../attention.ts";
import { refundDocument } from "../documents.ts";
import { StoreError } from "../errors.ts";
import { selectOrders, toOrders } from "../orders.ts";
import type { Db } from "../statement.ts";
import type { Migration } from "./migration.ts";

/** What a person has to look at can be counted without reading what nobody has to. */
export const attention: Migration = {
  number: 13,
  name: "attention",
  async up(schema, _columns, db) {
    for (const table of ["orders", "refunds"] as const) {
      await schema.alterTable(table).addColumn("attention", "text").execute();
      await schema
        .createIndex(`${table}_by_attention`)
        .on(table)
        .column("attention")
        .where(sql.ref("attention"), "is not", null)
        .execute();
    }
    await schema
      .createTable("undecided_transfers")
      .addColumn("reference_lower", "text", (c) => c.primaryKey())
      .addColumn("since", "bigint", (c) => c.notNull())
      .execute();
    await inBatches((after) => markOrders(db, after));
    await inBatches((after) => markRefunds(db, after));
  },
};

const BATCH = 500;

/** `step`: returns the last id that it read, or undefined at the end. */
async function inBatches(
  step: (after: string) => Promise<string | undefined>,
): Promise<void> {
  for (let last: string | undefined = ""; last !== undefined;)
    last = await step(last);
}

async function markOrders(db: Db, after: string): Promise<string | undefined> {
  const ids = await db
    .selectFrom("orders")
    .select("id")
    .where("id", ">", after)
    .orderBy("id")
    .limit(BATCH)
    .execute();
  const last = ids.at(-1)?.id;
  if (last === undefined) return undefined;
  const rows = await selectOrders(db)
    .where("orders.id", ">", after)
    .where("orders.id", "<=", last)
    .orderBy("orders.id")
    .orderBy("attempts.seq")
    .execute();
  for (const { id } of ids) {
    const own = rows.filter((row) => row.id === id);
    const found = readable(() => toOrders(own)[0]);
    const value = found === undefined ? null : orderAttention(found);
    if (value !== null)
      await db
        .updateTable("orders")
        .set({ attention: value })
        .where("id", "=", id)
        .execute();
  }
  return last;
}

async function markRefunds(db: Db, after: string): Promise<string | undefined> {
  const rows = await db
    .selectFrom("refunds")
    .select(["id", "data"])
    .where("id", ">", after)
    .orderBy("id")
    .limit(BATCH)
    .execute();
  for (const { id, data } of rows) {
    const found = readable(() => refundDocument.decode(id, data));
    const value = found === undefined ? null : refundAttention(found);
    if (value !== null)
      await db
        .updateTable("refunds")
        .set({ attention: value })
        .where("id", "=", id)
        .execute();
  }
  return rows.at(-1)?.id;
}

/** What can't be read is told of where it is used. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof StoreError) return undefined;
    throw error;
  }
}
