import { sql } from "kysely";
import type { Migration } from "./migration.ts";

/** What the orders of a link come to is read without reading them; and what was opened goes with its order. */
export const linkFigures: Migration = {
  number: 33,
  name: "link-figures",
  async up(schema, _columns, db) {
    await schema
      .createTable("link_figures")
      .addColumn("link_id", "text", (c) => c.notNull())
      .addColumn("state", "text", (c) => c.notNull())
      .addColumn("currency", "text", (c) => c.notNull())
      .addColumn("orders", "bigint", (c) => c.notNull())
      .addColumn("units", "bigint", (c) => c.notNull())
      .addColumn("value", "bigint", (c) => c.notNull())
      .addColumn("last_paid_at", "bigint", (c) => c.notNull())
      .addPrimaryKeyConstraint("link_figures_key", [
        "link_id",
        "state",
        "currency",
      ])
      .execute();
    await sql`
      insert into link_figures
      select link_id, state, currency, count(*), sum(units), sum(value),
        max(case when state = 'paid' then coalesce(paid_at, 0) else 0 end)
      from link_uses group by link_id, state, currency`.execute(db);
    await sql`
      delete from link_uses
      where not exists (select 1 from orders where orders.id = link_uses.order_id)`.execute(
      db,
    );
  },
};
