import { sql } from "kysely";
import { sumRefunds } from "../../../domain/order-money.ts";
import type { Order } from "../../../domain/order.ts";
import { orderAttention } from "../attention.ts";
import { orderDocument } from "../documents.ts";
import type { Db } from "../statement.ts";
import { everyOrder, readRefunds } from "./every-order.ts";
import type { Migration } from "./migration.ts";

/**
 * A surplus that is refunded needs nobody any more. And webhooks that were given up are found by their endpoint, so that
 * those of deleted ones are left out.
 */
export const whatNeedsPerson: Migration = {
  number: 31,
  name: "what-needs-a-person",
  async up(schema, _columns, db) {
    await schema
      .createIndex("dead_deliveries_by_endpoint")
      .on("deliveries")
      .columns(["endpoint_id", "created_at", "id"])
      .where(sql.ref("status"), "=", sql.lit("dead"))
      .execute();
    await everyOrder(
      db,
      async (orders) => {
        for (const order of orders) await markAgain(db, order);
      },
      { attention: ["overpaid", "overpaid review"] },
    );
  },
};

async function markAgain(db: Db, order: Order): Promise<void> {
  if (order.refunds === undefined) return;
  const { attempts, ...document } = order;
  const all = await readRefunds(db, order.id);
  if (all === undefined) return;
  const version = order.version + 1;
  const refunds = sumRefunds(order, all);
  const after = { ...document, version, refunds };
  await db
    .updateTable("orders")
    .set({
      version,
      attention: orderAttention({ ...after, attempts }),
      data: orderDocument.encode(order.id, after),
    })
    .where("id", "=", order.id)
    .execute();
}
