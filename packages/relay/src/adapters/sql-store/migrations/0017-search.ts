import { sql } from "kysely";
import { StoreError } from "../errors.ts";
import { putContacts } from "../order-contacts.ts";
import { selectOrders, toOrders } from "../orders.ts";
import type { Db } from "../statement.ts";
import type { Migration } from "./migration.ts";

/** Orders are found by what people type: a reference in any letter case, a receipt, a phone or an e-mail address. Refunds are found by their time. */
export const search: Migration = {
  number: 17,
  name: "search",
  async up(schema, _columns, db) {
    await schema
      .createTable("order_contacts")
      .addColumn("contact", "text", (c) => c.notNull())
      .addColumn("created_at", "bigint", (c) => c.notNull())
      .addColumn("order_id", "text", (c) => c.notNull().references("orders.id"))
      .addPrimaryKeyConstraint("order_contacts_key", [
        "contact",
        "created_at",
        "order_id",
      ])
      .execute();
    await schema
      .createIndex("order_contacts_by_order")
      .on("order_contacts")
      .column("order_id")
      .execute();
    await schema.dropIndex("orders_by_reference").execute();
    await sql`create index orders_by_reference on orders (lower(reference), created_at, id)`.execute(
      db,
    );
    await schema
      .createIndex("receipts_by_receipt")
      .on("receipts")
      .column("receipt")
      .execute();
    await schema
      .createIndex("refunds_by_created_at")
      .on("refunds")
      .columns(["created_at", "id"])
      .execute();
    for (let last: string | undefined = ""; last !== undefined;)
      last = await putContactsAfter(db, last);
  },
};

const BATCH = 500;

/** Returns the last id that it read, or undefined at the end. */
async function putContactsAfter(
  db: Db,
  after: string,
): Promise<string | undefined> {
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
    const [order] = readable(() => toOrders(own));
    if (order?.erasedAt === null) await putContacts(db, order);
  }
  return last;
}

/** What can't be read is told of where it is used. */
function readable<T>(read: () => readonly T[]): readonly T[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof StoreError) return [];
    throw error;
  }
}
