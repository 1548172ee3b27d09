/** The proof that the store can be written: one row, committed like any other. */
import type { Db } from "./statement.ts";

const ROW = 1;

export async function ping(db: Db): Promise<void> {
  await db
    .insertInto("pings")
    .values({ id: ROW, count: 1 })
    .onConflict((conflict) =>
      conflict
        .column("id")
        .doUpdateSet((eb) => ({ count: eb("pings.count", "+", 1) })),
    )
    .execute();
}
