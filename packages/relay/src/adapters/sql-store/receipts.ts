/** Whose payment a receipt is. The first attempt that names it keeps it. */
import type { ProviderId } from "../../domain/attempt.ts";
import { createStatement } from "./statement.ts";
import type { Db } from "./statement.ts";

interface Claim {
  readonly provider: ProviderId;
  readonly receipt: string;
  readonly attemptId: string;
}

/** Writes over what is there with itself, so that it is returned. */
const claim = createStatement((db, row: Claim) =>
  db
    .insertInto("receipts")
    .values({
      provider: row.provider,
      receipt: row.receipt,
      attempt_id: row.attemptId,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["provider", "receipt"])
        .doUpdateSet((eb) => ({ attempt_id: eb.ref("receipts.attempt_id") })),
    )
    .returning("attempt_id"),
);

export async function claimReceipt(
  db: Db,
  provider: ProviderId,
  receipt: string,
  attemptId: string,
): Promise<string> {
  const { rows } = await claim(db, { provider, receipt, attemptId });
  return rows[0]?.attempt_id ?? attemptId;
}

export async function findReceipt(
  db: Db,
  provider: ProviderId,
  receipt: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom("receipts")
    .select("attempt_id")
    .where("provider", "=", provider)
    .where("receipt", "=", receipt)
    .executeTakeFirst();
  return row?.attempt_id;
}
