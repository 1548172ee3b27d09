/** Transfers that wait for the merchant's decision, by their references in any letter case. */
import type { Db } from "./statement.ts";

/** `since`: null where it waits no longer. */
export async function noteUndecidedTransfer(
  db: Db,
  reference: string,
  since: number | null,
): Promise<void> {
  const reference_lower = reference.toLowerCase();
  if (since === null)
    await db
      .deleteFrom("undecided_transfers")
      .where("reference_lower", "=", reference_lower)
      .execute();
  else
    await db
      .insertInto("undecided_transfers")
      .values({ reference_lower, since })
      .onConflict((conflict) => conflict.column("reference_lower").doNothing())
      .execute();
}
