/** What the merchant decided about transfers, by their references in any letter case. */
import type { TransferDecision } from "../../domain/transfer.ts";
import type { Db } from "./statement.ts";

export async function putTransferDecision(
  db: Db,
  { reference, verdict, reason, at }: TransferDecision,
): Promise<void> {
  const said = { verdict, reason, decided_at: at };
  await db
    .insertInto("transfer_decisions")
    .values({ reference_lower: reference.toLowerCase(), ...said })
    .onConflict((conflict) =>
      conflict.column("reference_lower").doUpdateSet(said),
    )
    .execute();
}

export async function findTransferDecision(
  db: Db,
  reference: string,
): Promise<TransferDecision | undefined> {
  const row = await db
    .selectFrom("transfer_decisions")
    .select(["verdict", "reason", "decided_at"])
    .where("reference_lower", "=", reference.toLowerCase())
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { verdict, reason, decided_at: at } = row;
  return { reference, verdict, reason, at };
}
