import { sql } from "kysely";
import { isPostgres } from "../locks.ts";
import type { Db } from "../statement.ts";
import type { Migration } from "./migration.ts";

/** Who changed what. The database itself refuses to change or remove an entry, whoever asks. */
export const auditLog: Migration = {
  number: 15,
  name: "audit-log",
  async up(schema, columns, db) {
    await schema
      .createTable("audit_log")
      .addColumn("seq", columns.number, columns.numbered)
      .addColumn("at", "bigint", (c) => c.notNull())
      .addColumn("actor_id", "text", (c) => c.notNull())
      .addColumn("action", "text", (c) => c.notNull())
      .addColumn("object_id", "text")
      .addColumn("data", "text", (c) => c.notNull())
      .execute();
    await schema
      .createIndex("audit_log_by_at")
      .on("audit_log")
      .columns(["at", "seq"])
      .execute();
    for (const column of ["actor_id", "action", "object_id"] as const)
      await schema
        .createIndex(`audit_log_by_${column}`)
        .on("audit_log")
        .columns([column, "at", "seq"])
        .execute();
    await (isPostgres(db) ? guardPostgres(db) : guardSqlite(db));
  },
};

const REFUSED = sql.lit("The audit log is append-only.");

async function guardSqlite(db: Db): Promise<void> {
  for (const change of ["update", "delete"])
    await sql`
      create trigger ${sql.ref(`audit_log_no_${change}`)}
      before ${sql.raw(change)} on audit_log
      begin select raise(abort, ${REFUSED}); end`.execute(db);
}

async function guardPostgres(db: Db): Promise<void> {
  await sql`
    create function audit_log_is_append_only() returns trigger language plpgsql
    as $$ begin raise exception ${REFUSED}; end $$`.execute(db);
  await sql`
    create trigger audit_log_append_only
    before update or delete or truncate on audit_log
    for each statement execute function audit_log_is_append_only()`.execute(db);
}
