import { putOpenBalance } from "../open-balances.ts";
import { everyOrder } from "./every-order.ts";
import type { Migration } from "./migration.ts";

/** What customers still owe of orders that are partly paid can be listed and added up without reading all orders. */
export const openBalances: Migration = {
  number: 30,
  name: "open-balances",
  async up(schema, _columns, db) {
    await schema
      .createTable("open_balances")
      .addColumn("order_id", "text", (c) => c.primaryKey())
      .addColumn("currency", "text", (c) => c.notNull())
      .addColumn("paid", "bigint", (c) => c.notNull())
      .addColumn("due", "bigint", (c) => c.notNull())
      .execute();
    await everyOrder(
      db,
      async (orders) => {
        for (const order of orders) await putOpenBalance(db, order);
      },
      { statuses: ["open", "pending"] },
    );
  },
};
