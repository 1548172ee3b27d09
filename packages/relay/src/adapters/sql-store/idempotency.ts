/** Remembered requests. */
import { REFUNDS } from "../../ports/store.ts";
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
}

/** A late repeat of a refund would send the money again, so that its key stays as long as its order. */
const KEPT = `${REFUNDS} %`;

/** What is old is chosen apart, as in `upkeep.ts`. */
const forget = createStatement((db, { before, most }: Forgetting) =>
  db
    .with("old", (from) =>
      skipLocked(
        db,
        from
          .selectFrom("idempotency")
          .select(["scope", "key"])
          .where("created_at", "<", before)
          .where("scope", "not like", KEPT)
          .limit(most),
      ),
    )
    .deleteFrom("idempotency")
    .where((eb) =>
      eb(
        eb.refTuple("idempotency.scope", "idempotency.key"),
        "in",
        eb
          .selectFrom("old")
          .select(["old.scope", "old.key"])
          .$asTuple("scope", "key"),
      ),
    ),
);

const eraseAnswer = createStatement((db, { scope }: { scope: string }) =>
  db
    .updateTable("idempotency")
    .set({ answer: null })
    .where("scope", "=", scope)
    .where("answer", "is not", null),
);

const removeScope = createStatement((db, { scope }: { scope: string }) =>
  db.deleteFrom("idempotency").where("scope", "=", scope),
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
  most: number,
): Promise<number> {
  const { numAffectedRows } = await forget(db, { before, most });
  return Number(numAffectedRows ?? 0n);
}

/** The keys stay, and a repeated request is answered with what is there now. Returns how many answers went. */
export async function eraseAnswers(
  db: Db,
  scopes: readonly string[],
): Promise<number> {
  let erased = 0n;
  for (const scope of scopes)
    erased += (await eraseAnswer(db, { scope })).numAffectedRows ?? 0n;
  return Number(erased);
}

export async function removeScopes(
  db: Db,
  scopes: readonly string[],
): Promise<void> {
  for (const scope of scopes) await removeScope(db, { scope });
}
