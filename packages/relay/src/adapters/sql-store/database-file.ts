/** Which file a database is: found under any of its names, made where it is missing, and known again while it is open. */
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
  /** The one path that every spelling of its name leads to. */
  readonly realPath: string;
  /** It was made just now. */
  readonly isNew: boolean;
}

/** As Linux has it. */
const MOST_LINKS = 40;

/** Its folder must be there: one made by mistake would hide that the path is wrong, and all orders with it. */
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

/** Looks, and changes nothing. Throws where it could not be made either. */
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

/** True when the file was not there. For its owner alone; SQLite gives its log files the mode of the database file. */
export function createPrivately(file: string): boolean {
  try {
    // Never opened where it exists: closing it again would drop the locks that this process holds on it
    // (https://www.sqlite.org/howtocorrupt.html, section 2.2).
    closeSync(openSync(file, "ax", 0o600));
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "EEXIST") return false;
    throw noFile(code, error);
  }
}

/** Where a link leads to a file that is not there yet, the file is made there. */
function resolveLinks(file: string, most: number = MOST_LINKS): string {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found?.isSymbolicLink() !== true || most === 0) return file;
  const target = path.resolve(path.dirname(file), readlinkSync(file));
  return resolveLinks(target, most - 1);
}

/**
 * Throws once the paths lead to other files than those that are open: what is committed then would be gone with the
 * next start, so nobody may be told that it is kept. The log file is known from its first use on.
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
    // A folder on the way is no folder any more, or closed to us.
    return undefined;
  }
}
