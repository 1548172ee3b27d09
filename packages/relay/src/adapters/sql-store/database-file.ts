/** The file of a SQLite database: finds it under any name, creates it, and notices when it is replaced. */
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  lstatSync,
  openSync,
  readlinkSync,
  realpathSync,
  statSync,
} from "node:fs";
import path from "node:path";
import { StoreError } from "./errors.ts";

export interface DatabaseFile {
  /** Its path with all links resolved. */
  readonly realPath: string;
  /** True if it was just created. */
  readonly isNew: boolean;
}

/** The limit on Linux. */
const MOST_LINKS = 40;

/** The folder must exist: creating it would hide a wrong path, and with it all orders. */
export function prepareDatabaseFile(file: string): DatabaseFile {
  const isNew = createPrivately(
    followLinks(file, (path) => resolveLinks(path)),
  );
  const realPath = followLinks(file, realpathSync);
  if (statSync(realPath).nlink > 1)
    throw new StoreError(
      "unwritable",
      "The database file has hard links. SQLite can't find its log under another name after a crash: remove the other links.",
    );
  return { realPath, isNew };
}

/** Changes nothing. Throws if the file could not be created either. */
export function isDatabaseThere(file: string): boolean {
  if (existsSync(file)) return true;
  try {
    accessSync(path.dirname(resolveLinks(file)), constants.W_OK);
    return false;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    throw noFile(code, error);
  }
}

function noFile(code: unknown, cause: unknown): StoreError {
  return new StoreError(
    "unwritable",
    code === "ENOENT"
      ? "The folder of the database file does not exist: create it, or correct the path."
      : "The database file can't be created or opened for writing.",
    cause,
  );
}

function followLinks(file: string, follow: (file: string) => string): string {
  try {
    return follow(file);
  } catch (error) {
    throw new StoreError(
      "unwritable",
      "The path of the database file can't be resolved: check its links.",
      error,
    );
  }
}

/** Creates the file for its owner alone; SQLite gives its log files the same mode. False if the file exists. */
export function createPrivately(file: string): boolean {
  try {
    // An existing file is not opened: closing it would drop this process's locks on it
    // (https://www.sqlite.org/howtocorrupt.html, section 2.2).
    closeSync(openSync(file, "ax", 0o600));
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "EEXIST") return false;
    throw noFile(code, error);
  }
}

/** Follows a dangling link to the file it names. */
function resolveLinks(file: string, most: number = MOST_LINKS): string {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found?.isSymbolicLink() !== true || most === 0) return file;
  const target = path.resolve(path.dirname(file), readlinkSync(file));
  return resolveLinks(target, most - 1);
}

/**
 * Throws once a path leads to another file than the open one: commits would be lost at the next start, so nothing may
 * be acknowledged. The log file is checked from its first use on.
 */
export class OpenFiles {
  readonly #known = new Map<string, string | undefined>();

  constructor(file: string, { realPath }: DatabaseFile) {
    this.#known.set(file, identityOf(file));
    this.#known.set(`${realPath}-wal`, identityOf(`${realPath}-wal`));
  }

  assertInPlace(): void {
    for (const [file, known] of this.#known) {
      const now = identityOf(file);
      if (known === undefined) this.#known.set(file, now);
      else if (now !== known)
        throw new StoreError(
          "moved",
          "The database file was moved, removed or replaced while it was open: restore it, or restart the relay.",
        );
    }
  }
}

function identityOf(file: string): string | undefined {
  try {
    const found = statSync(file, { bigint: true, throwIfNoEntry: false });
    return found && `${found.dev}:${found.ino}`;
  } catch {
    // A folder of the path was replaced, or can't be read.
    return undefined;
  }
}
