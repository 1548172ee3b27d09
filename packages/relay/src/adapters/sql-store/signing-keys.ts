/** The relay's signing keys, wrapped. */
import type { AuditEntry } from "../../domain/audit.ts";
import type { SigningKeyRecord } from "../../ports/signing-keys.ts";
import { appendAuditEntry } from "./audit-log.ts";
import { lockName } from "./locks.ts";
import type { SigningKeysTable } from "./schema.ts";
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
  return rows.map(({ kid, wrapped, created_at, retired_at, refused_at }) => ({
    kid,
    wrapped,
    createdAt: created_at,
    retiredAt: retired_at,
    refusedAt: refused_at,
  }));
}

/** Throws `constraint` when the key is stored already. */
export async function insertSigningKey(
  db: Db,
  key: SigningKeyRecord,
): Promise<void> {
  await db.insertInto("signing_keys").values(toRow(key)).execute();
}

const toRow = (key: SigningKeyRecord): SigningKeysTable => ({
  kid: key.kid,
  wrapped: key.wrapped,
  created_at: key.createdAt,
  retired_at: key.retiredAt,
  refused_at: key.refusedAt,
});

/** One after the other, also among processes. */
export async function updateSigningKeys(
  db: Db,
  change: (keys: readonly SigningKeyRecord[]) => readonly SigningKeyRecord[],
  audit?: () => AuditEntry,
): Promise<readonly SigningKeyRecord[]> {
  await lockName(db, "signing-keys");
  for (const key of change(await listSigningKeys(db))) {
    const row = toRow(key);
    await db
      .insertInto("signing_keys")
      .values(row)
      .onConflict((conflict) => conflict.column("kid").doUpdateSet(row))
      .execute();
  }
  if (audit !== undefined) await appendAuditEntry(db, audit());
  return listSigningKeys(db);
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
