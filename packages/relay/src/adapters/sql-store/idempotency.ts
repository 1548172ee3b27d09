/** Remembered requests. */
import type { IdempotencyRecord } from "../../ports/store.ts";
import { skipLocked } from "./locks.ts";
import { createStatement } from "./statement.ts";
import type { Db } from "./statement.ts";

const select = createStatement(
  (db, { scope, key }: Pick<IdempotencyRecord, "scope" | "key">) =>
    db
      .selectFrom("idempotency")
      .selectAll()
      .where("scope", "=", scope)
      .where("key", "=", key),
);

const put = createStatement((db, record: IdempotencyRecord) => {
  const columns = {
    fingerprint: record.fingerprint,
    subject: record.subject,
    answer: record.answer,
    created_at: record.createdAt,
  };
  return db
    .insertInto("idempotency")
    .values({ scope: record.scope, key: record.key, ...columns })
    .onConflict((conflict) =>
      conflict.columns(["scope", "key"]).doUpdateSet(columns),
    );
});

interface Forgetting {
  readonly before: number;
  readonly most: number;
  /** As LIKE takes it. */
  readonly kept: string;
}

const forget = createStatement((db, { before, kept, most }: Forgetting) =>
  db
    .deleteFrom("idempotency")
    .where((eb) =>
      eb(
        eb.refTuple("scope", "key"),
        "in",
        skipLocked(
          db,
          eb
            .selectFrom("idempotency")
            .select(["scope", "key"])
            .where("created_at", "<", before)
            .where("scope", "not like", kept)
            .limit(most),
        ).$asTuple("scope", "key"),
      ),
    ),
);

export async function getIdempotency(
  db: Db,
  scope: string,
  key: string,
): Promise<IdempotencyRecord | undefined> {
  const [row] = (await select(db, { scope, key })).rows;
  if (row === undefined) return undefined;
  const { created_at, ...rest } = row;
  return { ...rest, createdAt: created_at };
}

export async function putIdempotency(
  db: Db,
  record: IdempotencyRecord,
): Promise<void> {
  await put(db, record);
}

/** Forgets up to `most`, and tells how many it forgot: others want to write as well. */
export async function forgetIdempotency(
  db: Db,
  before: number,
  keep: string,
  most: number,
): Promise<number> {
  const { numAffectedRows } = await forget(db, {
    before,
    kept: `${keep} %`,
    most,
  });
  return Number(numAffectedRows ?? 0n);
}
