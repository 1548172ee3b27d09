import { sumRefunds } from "../../../domain/order-money.ts";
import { orderDocument } from "../documents.ts";
import type { Db } from "../statement.ts";
import { BATCH, readRefunds, readable } from "./every-order.ts";
import type { Migration } from "./migration.ts";

/** What was refunded stands in the order, so that everything that shows an order shows it, and watchers learn of it. */
export const orderRefunds: Migration = {
  number: 27,
  name: "order-refunds",
  async up(_schema, _columns, db) {
    for (let after = ""; ;) {
      const rows = await db
        .selectFrom("refunds")
        .select("order_id")
        .where("order_id", ">", after)
        .orderBy("order_id")
        .limit(BATCH)
        .execute();
      const last = rows.at(-1)?.order_id;
      if (last === undefined) return;
      for (const id of new Set(rows.map(({ order_id }) => order_id)))
        await addSums(db, id);
      after = last;
    }
  },
};

/** A new version, because the order says more than before. What can't be read is told of where it is used. */
async function addSums(db: Db, id: string): Promise<void> {
  const { data } = await db
    .selectFrom("orders")
    .select("data")
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  const order = readable(() => orderDocument.decode(id, data));
  const refunds = await readRefunds(db, id);
  if (order === undefined || refunds === undefined) return;
  const version = order.version + 1;
  // What of them gives back a surplus follows in 31.
  const sums = sumRefunds({ ...order, attempts: [] }, refunds);
  const after = { ...order, version, refunds: sums };
  await db
    .updateTable("orders")
    .set({ version, data: orderDocument.encode(id, after) })
    .where("id", "=", id)
    .execute();
}
