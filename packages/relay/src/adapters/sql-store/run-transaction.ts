/** Runs a transaction's work, and sees to it that all of it counts or nothing. */
import type { Changes } from "../../ports/store.ts";
import type { Db } from "./statement.ts";
import { SqlTransaction } from "./transaction.ts";
import { withinTime } from "./transaction-time.ts";

/** Runs `work`; rejects, so that everything is undone, when it fails, takes too long, or hides a failure. */
export async function runTransaction<T>(
  db: Db,
  work: (tx: SqlTransaction) => Promise<T>,
  timeoutMs: number,
): Promise<{ readonly value: T; readonly changes: Changes }> {
  const tx = new SqlTransaction(db);
  const done = Promise.resolve(tx)
    .then(work)
    .then(async (value) => {
      await tx.countOrders();
      return value;
    });
  let value: T;
  try {
    value = await withinTime(done, timeoutMs);
  } finally {
    await tx.end();
  }
  tx.assertSound();
  return { value, changes: tx.changes };
}
