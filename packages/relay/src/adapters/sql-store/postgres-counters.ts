/**
 * Rate-limit counters that all relays on a PostgreSQL database share. If the database is slow or down, each relay counts
 * on its own, so that no request waits for a counter.
 */
import type { PostgresPool } from "kysely";
import { RateLimiterMemory, RateLimiterPostgres } from "rate-limiter-flexible";
import type { OpenCounters } from "../../ports/counters.ts";
import { toCounter } from "../counters/to-counter.ts";
import type { Log } from "../../ports/log.ts";
import type { Timers } from "../../ports/timers.ts";
import { StoreError } from "./errors.ts";
import { openPostgresPool } from "./postgres-pool.ts";
import type { PostgresAddress } from "./postgres-url.ts";

export interface CounterParts {
  readonly timers: Timers;
  readonly log: Log;
  readonly digest: (text: string) => string;
}

/** Created by migration 9. */
const TABLE = "rate_limits";
const CONNECTIONS = 4;
/** The longest wait for a counter. */
const ANSWER_MS = 1_000;
/** How long the database is not asked after a failure. */
const REST_MS = 2_000;
export const SWEEP_EVERY_MS = 5 * 60_000;
const SWEPT_AT_ONCE = 5_000;

/** Deletes rows that have expired by every relay's clock, except those another relay is deleting. */
const SWEEP = `with old as (select key from ${TABLE} where expire < $1 limit ${String(SWEPT_AT_ONCE)} for update skip locked) delete from ${TABLE} where key in (select key from old)`;
const SWEPT_AFTER_MS = 60_000;

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

interface Counted {
  readonly rows: readonly unknown[];
  readonly rowCount: number | null;
}

/** Uses a pool of its own, so that counters and orders never wait for each other's connections. */
export function openPostgresCounters(
  address: PostgresAddress,
  { timers, log, digest }: CounterParts,
): OpenCounters {
  const pool = openPostgresPool(address, {
    connections: CONNECTIONS,
    connectMs: ANSWER_MS,
    statementMs: ANSWER_MS,
    lockMs: ANSWER_MS,
    idleInTransactionMs: ANSWER_MS,
  });
  let isResting = false;
  let isFailing = false;
  let isClosed = false;

  /** Drops the statement names that the library sets: a connection pooler may not support them. */
  const query = async ({ text, values }: Statement): Promise<Counted> => {
    if (isResting || isClosed) throw new StoreError("unavailable", "Resting.");
    try {
      const counted = await withinMs(timers, run(pool, text, values));
      if (isFailing) log.info({}, "rate limits are shared by all relays again");
      isFailing = false;
      return counted;
    } catch (error) {
      if (!isFailing && !(isClosed as boolean))
        log.warn(
          { err: error },
          "rate limits can't be counted in the database; this relay counts by itself meanwhile",
        );
      isFailing = true;
      isResting = true;
      timers.after(REST_MS, () => {
        isResting = false;
      });
      throw error;
    }
  };

  const sweep = async (): Promise<void> => {
    const before = Date.now() - SWEPT_AFTER_MS;
    let swept: number | null;
    do swept = (await query({ text: SWEEP, values: [before] })).rowCount;
    while (swept === SWEPT_AT_ONCE);
  };
  const sweepLater = (): (() => void) =>
    timers.after(SWEEP_EVERY_MS, () => {
      // The next sweep will catch up, and `query` has logged the error.
      sweep().catch(() => undefined);
      callOffSweep = sweepLater();
    });
  let callOffSweep = sweepLater();

  return {
    make({ name, requests, seconds, isTakenBack }) {
      const terms = { keyPrefix: name, points: requests, duration: seconds };
      const limiter = new RateLimiterPostgres({
        ...terms,
        storeClient: { query },
        storeType: "client",
        tableName: TABLE,
        tableCreated: true,
        clearExpiredByTimeout: false,
        // Blocked keys need no more counting, unless another relay could give points back.
        ...(isTakenBack ? {} : { inMemoryBlockOnConsumed: requests + 1 }),
        insuranceLimiter: new RateLimiterMemory(terms),
      });
      return toCounter(limiter, digest);
    },
    async close() {
      isClosed = true;
      callOffSweep();
      await pool.end();
    },
  };
}

async function run(
  pool: PostgresPool,
  text: string,
  values: readonly unknown[],
): Promise<Counted> {
  const connection = await pool.connect();
  try {
    return await connection.query(text, values);
  } finally {
    connection.release();
  }
}

/** A time-out of our own: TCP notices a silent network much later. */
function withinMs<T>(timers: Timers, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const callOff = timers.after(ANSWER_MS, () => {
      reject(new StoreError("unavailable", "The database does not answer."));
    });
    work.then(resolve, reject).finally(callOff);
  });
}
