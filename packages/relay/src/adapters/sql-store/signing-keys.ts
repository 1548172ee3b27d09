/** The relay's signing keys, wrapped; added and never changed. */
import type { SigningKeyRecord } from "../../ports/store.ts";
import { lockName } from "./locks.ts";
import type { Db } from "./statement.ts";

export async function listSigningKeys(
  db: Db,
): Promise<readonly SigningKeyRecord[]> {
  const rows = await db
    .selectFrom("signing_keys")
    .selectAll()
    .orderBy("created_at", "desc")
    .orderBy("kid", "desc")
    .execute();
  return rows.map(({ kid, wrapped, created_at, retired_at }) => ({
    kid,
    wrapped,
    createdAt: created_at,
    retiredAt: retired_at,
  }));
}

/** Throws `constraint` when the key is stored already. */
export async function insertSigningKey(
  db: Db,
  { kid, wrapped, createdAt, retiredAt }: SigningKeyRecord,
): Promise<void> {
  await db
    .insertInto("signing_keys")
    .values({ kid, wrapped, created_at: createdAt, retired_at: retiredAt })
    .execute();
}

/**
 * Stores the key where none signs at the time it was made; else changes nothing. Of several at once the first wins, so
 * that all who read afterwards find the same.
 */
export async function insertFirstSigningKey(
  db: Db,
  key: SigningKeyRecord,
): Promise<void> {
  await lockName(db, "signing-keys");
  const known = await db
    .selectFrom("signing_keys")
    .select("kid")
    .where((eb) =>
      eb.or([
        eb("retired_at", "is", null),
        eb("retired_at", ">", key.createdAt),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  if (known === undefined) await insertSigningKey(db, key);
}
