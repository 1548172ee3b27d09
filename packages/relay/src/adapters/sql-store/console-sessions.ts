/** The console's sessions. Few, and read by their primary key. */
import type { ConsoleSession } from "../../domain/console-session.ts";
import type {
  ConsoleSessions,
  ConsoleSessionsTransaction,
} from "../../ports/console-sessions.ts";
import { createStatement } from "./statement.ts";
import type { Db } from "./statement.ts";

const select = createStatement((db, { digest }: { digest: string }) =>
  db.selectFrom("console_sessions").selectAll().where("digest", "=", digest),
);

export const createConsoleSessions = (reader: Db): ConsoleSessions => ({
  async find(digest) {
    const row = (await select(reader, { digest })).rows[0];
    return row === undefined
      ? undefined
      : {
          digest: row.digest,
          keyId: row.key_id,
          keyDigest: row.key_digest,
          origin: row.origin,
          createdAt: row.created_at,
          seenAt: row.seen_at,
        };
  },
});

/** `run`: runs an operation in the transaction. */
export const createConsoleSessionsTransaction = (
  run: <T>(operation: (db: Db) => Promise<T>) => Promise<T>,
): ConsoleSessionsTransaction => ({
  insert: (session) => run((db) => insert(db, session)),
  noteSeen: (digest, at) =>
    run(async (db) => {
      await db
        .updateTable("console_sessions")
        .set({ seen_at: at })
        .where("digest", "=", digest)
        .where("seen_at", "<", at)
        .execute();
    }),
  remove: (digest) =>
    run(async (db) => {
      await db
        .deleteFrom("console_sessions")
        .where("digest", "=", digest)
        .execute();
    }),
  removeOfKey: (keyId, keep) =>
    run(async (db) => {
      await db
        .deleteFrom("console_sessions")
        .where("key_id", "=", keyId)
        .where("digest", "not in", (kept) =>
          kept
            .selectFrom("console_sessions")
            .select("digest")
            .where("key_id", "=", keyId)
            .orderBy("created_at", "desc")
            .orderBy("digest")
            .limit(keep),
        )
        .execute();
    }),
  removeOlder: (createdBefore, seenBefore) =>
    run(async (db) => {
      await db
        .deleteFrom("console_sessions")
        .where((eb) =>
          eb.or([
            eb("created_at", "<", createdBefore),
            eb("seen_at", "<", seenBefore),
          ]),
        )
        .execute();
    }),
});

async function insert(db: Db, session: ConsoleSession): Promise<void> {
  const { digest, keyId, keyDigest, origin, createdAt, seenAt } = session;
  await db
    .insertInto("console_sessions")
    .values({
      digest,
      key_id: keyId,
      key_digest: keyDigest,
      origin,
      created_at: createdAt,
      seen_at: seenAt,
    })
    .execute();
}
