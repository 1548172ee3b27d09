/** The versions of many orders in one statement of PostgreSQL's: one parameter, however many there are. */
import { sql } from "kysely";
import type { Db } from "./statement.ts";

export async function readVersions(
  db: Db,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{
    id: string;
    version: number;
  }>`select id, version from orders where id = any(${orderIds})`.execute(db);
  return new Map(rows.map(({ id, version }) => [id, version]));
}
