/** What the relays still have to do, read from their database beside them. */
import { openSqliteConnection } from "../../packages/relay/src/adapters/sql-store/sqlite-connection.ts";

export type Query = (
  sql: string,
) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** Of a relay's file. */
export const querySqlite =
  (file: string): Query =>
  (sql) => {
    const connection = openSqliteConnection(file, { readonly: true });
    try {
      return Promise.resolve(
        connection.prepare(sql).all([]) as Record<string, unknown>[],
      );
    } finally {
      connection.close();
    }
  };

interface Work {
  /** Something is due, or somebody is at it. */
  readonly isUnderWay: boolean;
  /** When the next task is due, or its lease ends; null where nothing waits. */
  readonly nextAt: number | null;
  /** Not delivered yet. */
  readonly webhooks: number;
}

/** The end of an order, and a poll that comes again and again, tell nobody anything. */
const TASKS = `select kind, due_at, leased_until from tasks
  where kind not in ('order_expiry', 'poll_transfers', 'mirror_link')`;

export async function lookAtWork(query: Query, now: number): Promise<Work> {
  const tasks = (await query(TASKS)).map((row) => ({
    kind: row["kind"],
    // PostgreSQL's driver gives numbers of this size as text.
    dueAt: Number(row["due_at"]),
    leasedUntil: Number(row["leased_until"] ?? 0),
  }));
  return {
    isUnderWay: tasks.some(
      ({ dueAt, leasedUntil }) => dueAt <= now || leasedUntil > now,
    ),
    nextAt:
      tasks.length === 0
        ? null
        : Math.min(
            ...tasks.map(({ dueAt, leasedUntil }) =>
              Math.max(dueAt, leasedUntil),
            ),
          ),
    webhooks: tasks.filter(({ kind }) => kind === "deliver_webhook").length,
  };
}
