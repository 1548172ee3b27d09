/** Reads what is stored already, for migrations that derive something from it. */
import type { OrderStatus } from "@malipo/protocol";
import type { Order } from "../../../domain/order.ts";
import type { Refund } from "../../../domain/refund.ts";
import type { Attention } from "../attention.ts";
import { notByIndex } from "../cursor.ts";
import { refundDocument } from "../documents.ts";
import { StoreError } from "../errors.ts";
import { selectOrders, toOrders } from "../orders.ts";
import type { Db } from "../statement.ts";

export const BATCH = 500;

/** Which orders; default: all. */
interface Which {
  readonly statuses?: readonly OrderStatus[];
  readonly attention?: readonly Attention[];
}

/** Works through orders in batches. Those that can't be read are left out. */
export async function everyOrder(
  db: Db,
  work: (orders: readonly Order[]) => Promise<void>,
  { statuses, attention }: Which = {},
): Promise<void> {
  for (let after = ""; ;) {
    const ids = await db
      .selectFrom("orders")
      .select("id")
      .where("id", ">", after)
      .$if(statuses !== undefined, (query) =>
        query.where(notByIndex("status"), "in", statuses ?? []),
      )
      .$if(attention !== undefined, (query) =>
        query.where("attention", "in", attention ?? []),
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

/** All of an order's; undefined where one can't be read. */
export async function readRefunds(
  db: Db,
  orderId: string,
): Promise<readonly Refund[] | undefined> {
  const rows = await db
    .selectFrom("refunds")
    .select(["id", "data"])
    .where("order_id", "=", orderId)
    .execute();
  return readable(() =>
    rows.map(({ id, data }) => refundDocument.decode(id, data)),
  );
}
