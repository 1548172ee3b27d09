import { openSqlStore } from "../../../src/adapters/sql-store/open.ts";
import { borrowPostgresDatabase } from "../../support/postgres/databases.ts";
import type { TestDatabase } from "./contract/harness.ts";

export async function borrowPostgres(): Promise<TestDatabase> {
  const { url, remove } = await borrowPostgresDatabase();
  return { open: (options) => openSqlStore(url, options), remove };
}
