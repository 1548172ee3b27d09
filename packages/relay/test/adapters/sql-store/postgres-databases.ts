import { onTestFinished } from "vitest";
import { openSqlStore } from "../../../src/adapters/sql-store/open.ts";
import type {
  SqlStore,
  SqlStoreOptions,
} from "../../../src/adapters/sql-store/open.ts";
import { borrowPostgresDatabase } from "../../support/postgres/databases.ts";
import type { TestDatabase } from "./contract/harness.ts";

export async function borrowPostgres(): Promise<TestDatabase> {
  const { url, remove } = await borrowPostgresDatabase();
  return { open: (options) => openSqlStore(url, options), remove };
}

/** Closed when the running test ends. */
export async function openForTest(
  url: string,
  options?: SqlStoreOptions,
): Promise<SqlStore> {
  const store = await openSqlStore(url, options);
  onTestFinished(() => store.close());
  return store;
}
