/** Reads the versions of many orders with one statement and one parameter (PostgreSQL). */
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
