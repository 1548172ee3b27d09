/** `malipo backup <file>`: copies a SQLite database, also while the relay runs. */
import path from "node:path";
import { parseArgs } from "node:util";
import Sqlite from "better-sqlite3";
import { StoreError } from "../adapters/sql-store/errors.ts";
import { backUpSqlite } from "../adapters/sql-store/sqlite-backup.ts";
import type { Backup } from "../adapters/sql-store/sqlite-backup.ts";
import { parseStoreUrl } from "../adapters/sql-store/url.ts";
import type { Config } from "../config.ts";
import type { CliContext } from "./context.ts";
import { EXIT_DONE, EXIT_MISUSE } from "./exit-codes.ts";
import { runLocal } from "./local-command.ts";
import type { Arguments } from "./local-command.ts";
import { renderRecord } from "./merchant/table.ts";
import { plainJson } from "./plain-text.ts";

const HELP = `Usage: malipo backup <file>

Copies the SQLite database of MALIPO_DATABASE_URL to a new file, while the relay
runs or not. The copy holds everything that was committed when the command
started. It is checked, and appears when it is complete. An existing file is
never overwritten.

  --json  print what the copy holds as JSON

The copy holds personal data, and keys encrypted with the master key: keep it as
safe as the database, and the master key elsewhere. For PostgreSQL use pg_dump.
Exit codes: 0 success, 1 failure, 2 usage error.
`;

interface Input {
  readonly file: string;
  readonly asJson: boolean;
}

export const backup = (
  args: readonly string[],
  context: CliContext,
): Promise<number> =>
  runLocal(
    { name: "backup", help: HELP, readArguments, run, describeFailure },
    args,
    context,
  );

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

function readArguments(args: readonly string[]): Arguments<Input> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help === true) return { kind: "help" };
  const [file = "", extra] = positionals;
  if (file.trim() !== file || file === "" || extra !== undefined)
    return { kind: "fault", words: "backup takes <file>" };
  return { kind: "run", input: { file, asJson: values.json === true } };
}
