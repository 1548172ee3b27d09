/** The merchant's list of orders, newest first. */
import { sql } from "kysely";
import type { Order } from "../../domain/order.ts";
import type { OrderFilter, Page, PageRequest } from "../../ports/store.ts";
import { comesAfter, notByIndex, readPageRequest, toPage } from "./cursor.ts";
import { selectOrders, toOrders } from "./orders.ts";
import type { Db } from "./statement.ts";

export async function listOrders(
  db: Db,
  filter: OrderFilter,
  page: PageRequest,
): Promise<Page<Order>> {
  const rows = await selectOrders(db)
    .where("orders.id", "in", selectIds(db, filter, page))
    .orderBy("orders.created_at", "desc")
    .orderBy("orders.id", "desc")
    .orderBy("attempts.seq")
    .execute();
  return toPage(toOrders(rows), page.limit);
}

/** The ids of one page, and one more where something follows. */
export function selectIds(
  db: Db,
  { reference, createdFrom, createdBefore, status }: OrderFilter,
  page: PageRequest,
) {
  const { rows, after } = readPageRequest(page);
  let query = db
    .selectFrom("orders")
    .select("orders.id")
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(rows);
  if (reference !== undefined) query = query.where("reference", "=", reference);
  if (createdFrom !== undefined)
    query = query.where("created_at", ">=", createdFrom);
  if (createdBefore !== undefined)
    query = query.where("created_at", "<", createdBefore);
  if (status !== undefined)
    query = query.where(
      reference === undefined ? sql.ref("status") : notByIndex("status"),
      "=",
      status,
    );
  if (after !== undefined) query = query.where(comesAfter(after));
  return query;
}
