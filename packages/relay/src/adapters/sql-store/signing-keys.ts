/** The relay's signing keys, wrapped; added and never changed. */
import type { SigningKeyRecord } from "../../ports/store.ts";
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
