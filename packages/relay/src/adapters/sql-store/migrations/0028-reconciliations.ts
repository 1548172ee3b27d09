import { sql } from "kysely";
import { settledAt } from "../../../domain/settled-at.ts";
import { refundDocument } from "../documents.ts";
import type { Db } from "../statement.ts";
import { BATCH, everyOrder, readable } from "./every-order.ts";
import type { Migration } from "./migration.ts";

/** Days are compared with the provider: attempts and refunds are found by when they were created and settled. */
export const reconciliations: Migration = {
  number: 28,
  name: "reconciliations",
  async up(schema, _columns, db) {
    await schema
      .createTable("reconciliations")
      .addColumn("day", "text", (c) => c.primaryKey())
      .addColumn("version", "integer", (c) => c.notNull())
      .addColumn("state", "text", (c) => c.notNull())
      .addColumn("finished_at", "bigint")
      .addColumn("data", "text", (c) => c.notNull())
      .execute();
    for (const column of ["state", "finished_at"])
      await schema
        .createIndex(`reconciliations_by_${column}`)
        .on("reconciliations")
        .column(column)
        .execute();
    await schema
      .createTable("reconciliation_differences")
      .addColumn("id", "text", (c) => c.primaryKey())
      .addColumn("day", "text", (c) => c.notNull())
      .addColumn("subject", "text", (c) => c.notNull())
      .addColumn("cause", "text", (c) => c.notNull())
      .addColumn("state", "text", (c) => c.notNull())
      .addColumn("found_at", "bigint", (c) => c.notNull())
      .addColumn("data", "text", (c) => c.notNull())
      .execute();
    for (const [name, columns] of DIFFERENCE_INDEXES)
      await schema
        .createIndex(`reconciliation_differences_by_${name}`)
        .on("reconciliation_differences")
        .columns(columns)
        .execute();
    await schema
      .alterTable("attempts")
      .addColumn("created_at", "bigint")
      .execute();
    for (const table of ["attempts", "refunds"])
      await schema
        .alterTable(table)
        .addColumn("settled_at", "bigint")
        .execute();
    await everyOrder(db, async (orders) => {
      for (const { plan, facts } of orders.flatMap(({ attempts }) => attempts))
        await db
          .updateTable("attempts")
          .set({ created_at: plan.createdAt, settled_at: settledAt(facts) })
          .where("id", "=", plan.id)
          .execute();
    });
    await markRefunds(db);
    await schema
      .createIndex("attempts_by_created_at")
      .on("attempts")
      .columns(["created_at", "id"])
      .execute();
    for (const table of ["attempts", "refunds"])
      await schema
        .createIndex(`${table}_by_settled_at`)
        .on(table)
        .columns(["settled_at", "id"])
        .where(sql.ref("settled_at"), "is not", null)
        .execute();
  },
};

const DIFFERENCE_INDEXES: readonly (readonly [string, string[]])[] = [
  ["day", ["day", "found_at", "id"]],
  ["state", ["state", "found_at", "id"]],
  ["subject", ["subject", "day"]],
];

async function markRefunds(db: Db): Promise<void> {
  for (let after: string | undefined = ""; after !== undefined;) {
    const rows = await db
      .selectFrom("refunds")
      .select(["id", "data"])
      .where("id", ">", after)
      .orderBy("id")
      .limit(BATCH)
      .execute();
    for (const { id, data } of rows) {
      const found = readable(() => refundDocument.decode(id, data));
      const at = found === undefined ? null : settledAt(found.facts);
      if (at !== null)
        await db
          .updateTable("refunds")
          .set({ settled_at: at })
          .where("id", "=", id)
          .execute();
    }
    after = rows.at(-1)?.id;
  }
}
