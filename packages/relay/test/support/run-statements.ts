/** Runs SQL without a store, each statement committed by itself, and brings the planner's figures up to date. */
import Sqlite from "better-sqlite3";
import pg from "pg";

export async function runStatements(
  url: string,
  statements: readonly string[],
): Promise<void> {
  if (url.startsWith("sqlite:")) {
    const db = new Sqlite(url.slice("sqlite:".length));
    try {
      for (const statement of statements) db.exec(statement);
      db.pragma("wal_checkpoint(truncate)");
    } finally {
      db.close();
    }
    return;
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
    await client.query("vacuum analyze");
  } finally {
    await client.end();
  }
}
