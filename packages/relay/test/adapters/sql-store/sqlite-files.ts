import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { openSqlStore } from "../../../src/adapters/sql-store/open.ts";
import type { TestDatabase } from "./contract/harness.ts";

export interface SqliteFile extends TestDatabase {
  readonly file: string;
}

/** A SQLite file, not yet made, in a temporary folder of its own. */
export async function makeSqliteFile(): Promise<SqliteFile> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "malipo-store-"));
  const file = path.join(folder, "malipo.db");
  return {
    file,
    open: (options) => openSqlStore(`sqlite:${file}`, options),
    remove: () => rm(folder, { recursive: true }),
  };
}

/** The same, removed when the running test ends. */
export async function sqliteFileOfTest(): Promise<SqliteFile> {
  const made = await makeSqliteFile();
  onTestFinished(() => made.remove());
  return made;
}
