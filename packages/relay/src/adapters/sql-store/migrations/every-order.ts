/** Reads what is stored already, for migrations that derive something from it. */
import type { OrderStatus } from "@malipo/protocol";
import type { Order } from "../../../domain/order.ts";
import { notByIndex } from "../cursor.ts";
import { StoreError } from "../errors.ts";
import { selectOrders, toOrders } from "../orders.ts";
import type { Db } from "../statement.ts";

export const BATCH = 500;

/** Works through all orders, or those of these statuses, in batches. Those that can't be read are left out. */
export async function everyOrder(
  db: Db,
  work: (orders: readonly Order[]) => Promise<void>,
  statuses?: readonly OrderStatus[],
): Promise<void> {
  for (let after = ""; ;) {
    const ids = await db
      .selectFrom("orders")
      .select("id")
      .where("id", ">", after)
      .$if(statuses !== undefined, (query) =>
        query.where(notByIndex("status"), "in", statuses ?? []),
      )
      .orderBy("id")
      .limit(BATCH)
      .execute();
    const last = ids.at(-1)?.id;
    if (last === undefined) return;
    const rows = await selectOrders(db)
      .where(
        "orders.id",
        "in",
        ids.map(({ id }) => id),
      )
      .orderBy("orders.id")
      .orderBy("attempts.seq")
      .execute();
    await work(
      ids.flatMap(
        ({ id }) =>
          readable(() => toOrders(rows.filter((row) => row.id === id))) ?? [],
      ),
    );
    after = last;
  }
}

/** Undefined for what can't be read, which is told of where it is used. */
export function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof StoreError) return undefined;
    throw error;
  }
}
