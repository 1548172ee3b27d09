/**
 * Keeps a second relay off a SQLite file, with a SQLite lock on a separate file beside the database. The operating
 * system frees the lock when the process ends, however it ends.
 */
import { setTimeout as sleep } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import { createPrivately } from "./database-file.ts";
import { StoreError } from "./errors.ts";

export interface SoleUse {
  /** The longest wait for another process. */
  readonly waitMs: number;
  /** Gives up waiting. */
  readonly signal?: AbortSignal;
  /** Called once if there is something to wait for. */
  readonly onWait?: () => void;
}

export interface SoleLock {
  release(): void;
}

const TRY_EVERY_MS = 250;

/** `realPath`: with links resolved, so that all names of the file lead to the same lock. */
export async function takeSoleLock(
  realPath: string,
  { waitMs, signal, onWait }: SoleUse,
): Promise<SoleLock> {
  const file = `${realPath}-lock`;
  createPrivately(file);
  const endsAt = performance.now() + waitMs;
  for (let isFirst = true; ; isFirst = false) {
    const lock = tryLock(file);
    if (lock !== undefined) return lock;
    const leftMs = endsAt - performance.now();
    if (leftMs <= 0)
      throw new StoreError(
        "in_use",
        "Another relay is using this database, and a SQLite file allows only one: stop the other relay, or set a different file.",
      );
    if (isFirst) onWait?.();
    await sleep(Math.min(TRY_EVERY_MS, leftMs), undefined, {
      ...(signal === undefined ? {} : { signal }),
    }).catch((error: unknown) => {
      throw new StoreError("closed", "The relay was closed.", error);
    });
  }
}

function tryLock(file: string): SoleLock | undefined {
  let native: Sqlite.Database | undefined;
  try {
    native = new Sqlite(file, { timeout: 0 });
    native.exec("begin exclusive");
    const held = native;
    return {
      release: () => {
        held.close();
      },
    };
  } catch (error) {
    native?.close();
    if (
      error instanceof Sqlite.SqliteError &&
      /^SQLITE_(BUSY|LOCKED)/.test(error.code)
    )
      return undefined;
    throw new StoreError(
      "unwritable",
      "The lock file next to the database can't be used.",
      error,
    );
  }
}
