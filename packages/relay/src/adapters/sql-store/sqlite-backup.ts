/** Copies a SQLite database while a relay writes to it. A copy of the file alone misses what is still in its log. */
import { isDeepStrictEqual } from "node:util";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  realpathSync,
  rmSync,
  statSync,
} from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { createPrivately } from "./database-file.ts";
import { StoreError } from "./errors.ts";
import { BUSY_TIMEOUT_MS } from "./sqlite-connection.ts";

export interface Backup {
  readonly bytes: number;
  /** The number of the database's last migration. */
  readonly schema: number;
  /** By table. */
  readonly rows: Readonly<Record<string, number>>;
}

/** All pages in one step: otherwise, each commit of the relay would restart the copy. */
const ALL_PAGES = 0x7fffffff;

/**
 * Copies everything committed before the call to `target`, which must not exist. The file appears, readable for its
 * owner alone, once the copy has been checked and is on disk. Throws a `StoreError`: `missing`, `exists`, `corrupt`, or that of
 * a database error.
 */
export async function backUpSqlite(
  file: string,
  target: string,
): Promise<Backup> {
  if (!existsSync(file))
    throw new StoreError("missing", "The database file does not exist.");
  const source = realpathSync(file);
  assertFree(source, target);
  const folder = path.dirname(target);
  // Beside the target, so that the finished copy needs only its name.
  const partial = path.join(
    folder,
    `.${path.basename(target)}.${process.pid}.partial`,
  );
  if (!createPrivately(partial)) throw exists(partial);
  try {
    const rows = await copyPages(source, partial);
    const backup = check(partial, rows);
    flush(partial);
    linkUnlessThere(partial, target);
    rmSync(partial);
    flush(folder);
    return backup;
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

/** SQLite would take a file named like the database's log for that log. */
function assertFree(source: string, target: string): void {
  const folder = path.dirname(target);
  if (!existsSync(folder))
    throw new StoreError(
      "unwritable",
      "The folder of the backup does not exist: create it, or correct the path.",
    );
  const real = path.join(realpathSync(folder), path.basename(target));
  if (isThere(target) || real.startsWith(`${source}-`)) throw exists(target);
}

/** True also for a dangling link. */
const isThere = (file: string): boolean =>
  lstatSync(file, { throwIfNoEntry: false }) !== undefined;

const exists = (file: string): StoreError =>
  new StoreError(
    "exists",
    `${path.basename(file)} exists already or is a name that SQLite needs: a backup overwrites nothing. Choose another name.`,
  );

/** The rows that the copy must have. */
async function copyPages(
  source: string,
  target: string,
): Promise<Backup["rows"]> {
  const native = new Sqlite(source, {
    readonly: true,
    fileMustExist: true,
    timeout: BUSY_TIMEOUT_MS,
  });
  try {
    // One read transaction: the rows counted are the rows copied, whatever is committed meanwhile.
    native.exec("begin");
    const rows = countRows(native);
    await native.backup(target, { progress: () => ALL_PAGES });
    return rows;
  } finally {
    native.close();
  }
}

function check(file: string, expected: Backup["rows"]): Backup {
  const native = new Sqlite(file, { fileMustExist: true });
  try {
    // One file that needs no log beside it; a relay that opens it sets WAL again.
    native.pragma("journal_mode = delete");
    const faults = [
      native.pragma("integrity_check", { simple: true }) !== "ok",
      (native.pragma("foreign_key_check") as unknown[]).length > 0,
      !isDeepStrictEqual(countRows(native), expected),
    ];
    if (faults.includes(true))
      throw new StoreError(
        "corrupt",
        "The copy is damaged, as the database itself may be: it was removed.",
      );
    const schema = native
      .prepare("select max(number) from migrations")
      .pluck()
      .get() as number;
    return { bytes: statSync(file).size, schema, rows: expected };
  } finally {
    native.close();
  }
}

function countRows(native: Sqlite.Database): Backup["rows"] {
  const tables = native
    .prepare(
      "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name",
    )
    .pluck()
    .all() as string[];
  return Object.fromEntries(
    tables.map((name) => [
      name,
      native.prepare(`select count(*) from "${name}"`).pluck().get() as number,
    ]),
  );
}

/** Unlike `rename`, `link` never replaces an existing file. */
function linkUnlessThere(file: string, target: string): void {
  try {
    linkSync(file, target);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST")
      throw exists(target);
    throw error;
  }
}

function flush(file: string): void {
  const opened = openSync(file, "r");
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
