/** Whose payment a receipt is. The first attempt that names it keeps it. */
import type { ProviderId } from "../../domain/attempt.ts";
import type { Db } from "./statement.ts";

export async function claimReceipt(
  db: Db,
  provider: ProviderId,
  receipt: string,
  attemptId: string,
): Promise<string> {
  await db
    .insertInto("receipts")
    .values({ provider, receipt, attempt_id: attemptId })
    .onConflict((conflict) =>
      conflict.columns(["provider", "receipt"]).doNothing(),
    )
    .execute();
  return (await findReceipt(db, provider, receipt)) ?? attemptId;
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
