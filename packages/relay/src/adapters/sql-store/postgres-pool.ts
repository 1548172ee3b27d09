/** The connection pool. Each connection is set up and checked before its first statement, and dropped when broken. */
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
  /** The longest wait for a new or a free connection. */
  readonly connectMs: number;
  /** The longest statement; 0 for none. */
  readonly statementMs: number;
  /** The longest wait for a lock; 0 for none. */
  readonly lockMs: number;
  /** The longest pause between two statements of a transaction; 0 for none. */
  readonly idleInTransactionMs: number;
}

/** How long after the server's own time-out a statement is given up, because the server must be gone. */
const NO_ANSWER_MS = 5_000;
const IDLE_MS = 30_000;
/** The longest wait for a connection to close. */
export const CLOSE_WITHIN_MS = 1_000;

/**
 * Makes commits wait for the disk, whatever the server's or the user's default is. All values of `synchronous_commit`
 * except "off" do (https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-SYNCHRONOUS-COMMIT).
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
  // A lost idle connection is replaced when needed; a lost busy one also fails its statement.
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
      // `pg.Pool.end` never answers callers that wait for a connection.
      await Promise.all(held);
      const ended = [...clients].map(
        (client) =>
          new Promise<void>((resolve) => {
            client.once("end", resolve);
          }),
      );
      await pool.end();
      // It resolves before the connections have closed; a server that stops now would find them open.
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

/** A checked-out connection: runs one statement at a time and throws store errors. */
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
    // Kysely knows the row type from the statement.
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

/** PostgreSQL's text type can't hold NUL: it is replaced by the replacement character. */
const toParameter = (value: unknown): unknown =>
  typeof value === "string" && value.includes("\0")
    ? value.replaceAll("\0", "\uFFFD")
    : value;

/** Local to this store: a host application may configure `pg` differently. */
const types = new pg.TypeOverrides();
// Times in milliseconds are far below the largest safe integer.
types.setTypeParser(pg.types.builtins.INT8, Number);

/** Waits for `work`, at most `ms`. */
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
