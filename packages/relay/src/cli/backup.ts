/** `malipo backup <file>`: copies a SQLite database, also while the relay runs. */
import path from "node:path";
import Sqlite from "better-sqlite3";
import { StoreError } from "../adapters/sql-store/errors.ts";
import { backUpSqlite } from "../adapters/sql-store/sqlite-backup.ts";
import type { Backup } from "../adapters/sql-store/sqlite-backup.ts";
import { parseStoreUrl } from "../adapters/sql-store/url.ts";
import type { Config } from "../config.ts";
import { UsageError } from "./command.ts";
import type { CommandInput } from "./command.ts";
import type { CliContext } from "./context.ts";
import { EXIT_DONE, EXIT_MISUSE } from "./exit-codes.ts";
import { runLocal } from "./local-command.ts";
import { renderRecord } from "./merchant/table.ts";
import { plainJson } from "./plain-text.ts";

export async function backup(
  { args: { file = "" }, options }: CommandInput,
  context: CliContext,
): Promise<number> {
  if (file.trim() !== file || file === "")
    throw new UsageError("backup takes <file>");
  return runLocal(context, describeFailure, (config) =>
    run({ file, asJson: options["json"] === true }, config, context),
  );
}

interface Input {
  readonly file: string;
  readonly asJson: boolean;
}

async function run(
  { file, asJson }: Input,
  { databaseUrl, databasePassword }: Config,
  { write, writeError, terminal }: CliContext,
): Promise<number> {
  const store = parseStoreUrl(databaseUrl, databasePassword);
  if (store.kind === "postgres") {
    writeError(
      "malipo: the database is PostgreSQL: back it up with pg_dump --format=custom, or with your server's own backups.\n",
    );
    return EXIT_MISUSE;
  }
  const target = path.resolve(file);
  const record = toJson(target, await backUpSqlite(store.file, target));
  write(asJson ? `${plainJson(record)}\n` : renderRecord(record, terminal));
  return EXIT_DONE;
}

const toJson = (file: string, { bytes, schema, rows }: Backup) => ({
  file,
  bytes,
  schema,
  rows,
});

function describeFailure(error: unknown): string | undefined {
  if (error instanceof StoreError) return error.message;
  if (error instanceof Sqlite.SqliteError)
    return `the database can't be copied (${error.code}).`;
  if (error instanceof Error && "code" in error && "syscall" in error)
    return `the backup can't be written (${String(error.code)}).`;
  return undefined;
}
