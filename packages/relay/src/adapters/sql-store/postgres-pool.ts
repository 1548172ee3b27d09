/** Connections to PostgreSQL: each is set up and checked before its first statement, and dropped when it is of no use. */
import type {
  PostgresCursor,
  PostgresPool,
  PostgresPoolClient,
  PostgresQueryResult,
} from "kysely";
import pg from "pg";
import { StoreError } from "./errors.ts";
import {
  endsConnection,
  toConnectError,
  toStoreError,
} from "./postgres-errors.ts";
import type { PostgresAddress } from "./postgres-url.ts";

export interface PoolLimits {
  readonly connections: number;
  /** How long making a connection, or waiting for a free one, may take. */
  readonly connectMs: number;
  /** The longest statement; 0 for none. */
  readonly statementMs: number;
  /** The longest wait for a lock; 0 for none. */
  readonly lockMs: number;
  /** How long the server waits for the next statement of a transaction; 0 for ever. */
  readonly idleInTransactionMs: number;
}

/** How much later than the server we give a statement up: then the server is not there any more. */
const NO_ANSWER_MS = 5_000;
const IDLE_MS = 30_000;
/** What a closing connection may take to say goodbye. */
export const CLOSE_WITHIN_MS = 1_000;

/**
 * Commits wait for the disk here, whatever the server's or the user's default is: all values of `synchronous_commit`
 * but "off" do (https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-SYNCHRONOUS-COMMIT).
 */
const SET_UP = `select
  set_config('default_transaction_isolation', 'read committed', false),
  set_config('statement_timeout', $1, false),
  set_config('lock_timeout', $2, false),
  set_config('idle_in_transaction_session_timeout', $3, false),
  case current_setting('synchronous_commit')
    when 'off' then set_config('synchronous_commit', 'on', false)
    else current_setting('synchronous_commit')
  end as synchronous_commit`;

export function openPostgresPool(
  address: PostgresAddress,
  limits: PoolLimits,
): PostgresPool {
  const clients = new Set<pg.PoolClient>();
  const pool = new pg.Pool({
    ...address,
    max: limits.connections,
    connectionTimeoutMillis: limits.connectMs,
    idleTimeoutMillis: IDLE_MS,
    keepAlive: true,
    fallback_application_name: "malipo",
    ...(limits.statementMs === 0
      ? {}
      : { query_timeout: limits.statementMs + NO_ANSWER_MS }),
    types,
    verify(client, done) {
      setUp(client, limits).then(
        () => {
          done();
        },
        (error: unknown) => {
          done(toConnectError(error));
        },
      );
    },
  });
  // A connection that is lost while it rests is replaced when one is needed; one at work tells its statement as well.
  const ignore = (): void => undefined;
  pool.on("error", ignore);
  pool.on("connect", (client) => {
    clients.add(client);
    client.on("error", ignore);
    client.on("end", () => clients.delete(client));
  });
  const held = new Set<Promise<void>>();
  let isClosed = false;
  return {
    options: {},
    async connect() {
      if (isClosed) throw new StoreError("closed", "The store is closed.");
      let release = (): void => undefined;
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      held.add(released);
      void released.then(() => held.delete(released));
      try {
        return new Session(await pool.connect(), release);
      } catch (error) {
        release();
        throw toConnectError(error);
      }
    },
    async end() {
      isClosed = true;
      // A pool that ends forgets those who wait for a connection.
      await Promise.all(held);
      const ended = [...clients].map(
        (client) =>
          new Promise<void>((resolve) => {
            client.once("end", resolve);
          }),
      );
      await pool.end();
      // It resolves before the connections have ended, and a server that stops meanwhile would find them open.
      await within(CLOSE_WITHIN_MS, Promise.all(ended));
    },
  };
}

async function setUp(client: pg.ClientBase, limits: PoolLimits): Promise<void> {
  const { statementMs, lockMs, idleInTransactionMs } = limits;
  const { rows } = await client.query<{ synchronous_commit: string }>(
    SET_UP,
    [statementMs, lockMs, idleInTransactionMs].map(String),
  );
  if (rows[0]?.synchronous_commit === "off")
    throw new StoreError(
      "not_durable",
      "The database refused synchronous_commit = on, and without it payments could be lost.",
    );
}

/** One connection for as long as somebody has it; its errors are in our words, and its statements one after the other. */
class Session implements PostgresPoolClient {
  readonly #client: pg.PoolClient;
  readonly #onRelease: () => void;
  #last: Promise<unknown> = Promise.resolve();
  #fault: StoreError | undefined;

  constructor(client: pg.PoolClient, onRelease: () => void) {
    this.#client = client;
    this.#onRelease = onRelease;
  }

  query<R>(
    text: string,
    parameters: readonly unknown[],
  ): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query<R>(
    text: string | PostgresCursor<R>,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof text !== "string")
      throw new StoreError("failed", "The store streams no rows.");
    const running = this.#last.then(() => this.#run(text, parameters));
    this.#last = running.catch(() => undefined);
    // Kysely knows from the statement what its rows are.
    return running as Promise<PostgresQueryResult<R>>;
  }

  release(): void {
    this.#client.release(this.#fault !== undefined);
    this.#onRelease();
  }

  async #run(text: string, parameters: readonly unknown[]): Promise<object> {
    if (this.#fault !== undefined) {
      // The transaction ended with its connection.
      if (text === "rollback") return NOTHING;
      throw this.#fault;
    }
    try {
      return await this.#client.query(text, parameters.map(toParameter));
    } catch (error) {
      const fault = toStoreError(error);
      if (endsConnection(fault)) this.#fault = fault;
      throw fault;
    }
  }
}

const NOTHING = { command: "ROLLBACK", rowCount: 0, rows: [] };

/** PostgreSQL's text has no NUL. It becomes what a driver writes for whatever is no character. */
const toParameter = (value: unknown): unknown =>
  typeof value === "string" && value.includes("\0")
    ? value.replaceAll("\0", "\uFFFD")
    : value;

/** Of this store alone: a host that the relay is mounted in may read its numbers otherwise. */
const types = new pg.TypeOverrides();
// Times are milliseconds, far from where a number gets inexact.
types.setTypeParser(pg.types.builtins.INT8, Number);

/** Whichever comes first. */
export async function within(
  ms: number,
  work: Promise<unknown>,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
