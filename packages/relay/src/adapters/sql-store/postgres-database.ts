/** A PostgreSQL database as a database of the store. */
import { Kysely, PostgresDialect, PostgresQueryCompiler, sql } from "kysely";
import type { DataTypeNode, PostgresPool } from "kysely";
import type { DatabaseDescription, SqlDatabase } from "./dialect.ts";
import { lockName } from "./locks.ts";
import { openPostgresPool } from "./postgres-pool.ts";
import type { PoolLimits } from "./postgres-pool.ts";
import { addressInWords } from "./postgres-url.ts";
import type { PostgresAddress } from "./postgres-url.ts";
import { runAgain } from "./run-again.ts";
import type { Schema } from "./schema.ts";
import type { Db } from "./statement.ts";

/** `transactionMs`: as long as one transaction's work may take, so may one of its statements. */
export interface PostgresOptions {
  readonly transactionMs: number;
}

const CONNECTIONS = 10;
const CONNECT_MS = 5_000;
const LOCK_MS = 5_000;

/** Makes no connection before the first statement. */
export function openPostgresDatabase(
  address: PostgresAddress,
  { transactionMs }: PostgresOptions,
): SqlDatabase {
  const serving: PoolLimits = {
    connections: CONNECTIONS,
    connectMs: CONNECT_MS,
    statementMs: transactionMs,
    lockMs: Math.min(LOCK_MS, transactionMs),
    idleInTransactionMs: transactionMs + LOCK_MS,
  };
  const pool = openPostgresPool(address, serving);
  const db = toKysely(pool);
  let closing: Promise<void> | undefined;
  return {
    reader: db,
    columns: {
      bytes: "bytea",
      number: "bigint",
      numbered: (column) => column.primaryKey().generatedAlwaysAsIdentity(),
    },
    write: (work) => runAgain(() => inTransaction(db, work)),
    writeAlone: (work) => writeAlone(address, work),
    // SQLite only: a client can't truncate the server's write-ahead log.
    truncateLog: () => Promise.resolve(),
    describe: () => describe(db, address),
    close: () => (closing ??= pool.end()),
  };
}

function inTransaction<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .setIsolationLevel("read committed")
    .execute((transaction) => work(transaction));
}

/** A big table takes its time, and so does the process before. */
async function writeAlone<T>(
  address: PostgresAddress,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  const pool = openPostgresPool(address, {
    connections: 1,
    connectMs: CONNECT_MS,
    statementMs: 0,
    lockMs: 0,
    idleInTransactionMs: 0,
  });
  try {
    return await inTransaction(toKysely(pool), async (db) => {
      await lockName(db, "alone");
      return work(db);
    });
  } finally {
    await pool.end();
  }
}

async function describe(
  db: Db,
  address: PostgresAddress,
): Promise<DatabaseDescription> {
  const { rows } = await sql<{
    version: string;
    fsync: string;
    full_page_writes: string;
  }>`select
    current_setting('server_version') as version,
    current_setting('fsync') as fsync,
    current_setting('full_page_writes') as full_page_writes`.execute(db);
  const [found] = rows;
  const isSafe = found?.fsync === "on" && found.full_page_writes === "on";
  return {
    words: `PostgreSQL ${found?.version ?? ""} at ${addressInWords(address)}`,
    warning: isSafe
      ? null
      : "the server runs with fsync or full_page_writes off: a power cut can lose payments",
  };
}

function toKysely(pool: PostgresPool): Kysely<Schema> {
  const dialect = new PostgresDialect({ pool });
  const compiler = new Compiler();
  dialect.createQueryCompiler = () => compiler;
  return new Kysely<Schema>({ dialect });
}

/**
 * Text is compared byte by byte, as SQLite does, and no update of the system's locales can break an index
 * (https://www.postgresql.org/docs/current/collation.html#COLLATION-MANAGING).
 */
class Compiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    super.visitDataType(node);
    if (node.dataType === "text") this.append(' collate "C"');
  }
}
