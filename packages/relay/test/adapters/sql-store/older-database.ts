/** A SQLite file as an older version left it. */
import { sql } from "kysely";
import type { Order } from "../../../src/domain/order.ts";
import { T0 } from "../../domain/fixtures.ts";
import { migrate } from "../../../src/adapters/sql-store/migrate.ts";
import { MIGRATIONS } from "../../../src/adapters/sql-store/migrations/index.ts";
import { openSqliteDatabase } from "../../../src/adapters/sql-store/sqlite-database.ts";

type Row = Readonly<Record<string, unknown>>;

/** Orders with their attempts; a document can be spoiled. */
export const rowsOf = (
  orders: readonly Order[],
  status: string,
  isDamaged: (attemptId: string) => boolean = () => false,
): { readonly orders: readonly Row[]; readonly attempts: readonly Row[] } => ({
  orders: orders.map((each) => ({
    ...{ id: each.id, reference: each.reference, version: each.version },
    ...{ status, created_at: T0, attempt_count: each.attempts.length },
    data: JSON.stringify({ ...each, attempts: undefined }),
  })),
  attempts: orders.flatMap(({ id: order_id, attempts }) =>
    attempts.map((attempt, seq) => ({
      ...{ id: attempt.plan.id, id_lower: attempt.plan.id, order_id, seq },
      data: isDamaged(attempt.plan.id) ? "damaged" : JSON.stringify(attempt),
    })),
  ),
});

/** Rows by table; the query builder would know only the columns of today. */
export async function writeOlderDatabase(
  file: string,
  steps: number,
  rows: Readonly<Record<string, readonly Row[]>>,
): Promise<void> {
  const database = openSqliteDatabase(file);
  await migrate(database, MIGRATIONS.slice(0, steps));
  await database.write(async (db) => {
    for (const [table, each] of Object.entries(rows))
      for (const row of each) {
        const names = sql.join(Object.keys(row).map((name) => sql.ref(name)));
        const values = sql.join(Object.values(row));
        await sql`INSERT INTO ${sql.table(table)} (${names}) VALUES (${values})`.execute(
          db,
        );
      }
  });
  await database.close();
}
