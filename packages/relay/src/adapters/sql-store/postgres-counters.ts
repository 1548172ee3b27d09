/**
 * Counters that all relays of a PostgreSQL database share. They are a defence and no record: where the database does not
 * answer at once each relay counts by itself, so that nobody waits for a count.
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

/** Made by a migration. */
const TABLE = "rate_limits";
const CONNECTIONS = 4;
/** The longest that anybody waits for a count. */
const ANSWER_MS = 1_000;
/** After a failure the database is left alone for so long. */
const REST_MS = 2_000;
export const SWEEP_EVERY_MS = 5 * 60_000;
const SWEPT_AT_ONCE = 5_000;

/** What is over by every relay's clock, and what no other relay removes just now. */
const SWEEP = `delete from ${TABLE} where key in (select key from ${TABLE} where expire < $1 limit ${String(SWEPT_AT_ONCE)} for update skip locked)`;
const SWEPT_AFTER_MS = 60_000;

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

interface Counted {
  readonly rows: readonly unknown[];
  readonly rowCount: number | null;
}

/** Connections of their own: counting waits for no order, and no order for counting. */
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

  /** The library names its statements, and a pooler may stand between: the name is left out. */
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
      // What was not swept is swept the next time, and `query` has told of it.
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
        // Who is refused is not counted on; what another relay may take back can't be known from memory.
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

/** A network that swallows everything is noticed late by the connection itself. */
function withinMs<T>(timers: Timers, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const callOff = timers.after(ANSWER_MS, () => {
      reject(new StoreError("unavailable", "The database does not answer."));
    });
    work.then(resolve, reject).finally(callOff);
  });
}
