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
    .select(["orders.created_at", "attempts.seq"])
    .where("orders.id", "in", selectIds(db, filter, page))
    .execute();
  return toPage(toOrders(rows.toSorted(newestFirst)), page.limit);
}

interface Place {
  readonly created_at: number;
  readonly id: string;
  readonly seq: number | null;
}

/** The index gave the page; in what order its rows are read is the database's choice. */
const newestFirst = (a: Place, b: Place): number =>
  b.created_at - a.created_at ||
  (a.id === b.id ? (a.seq ?? 0) - (b.seq ?? 0) : a.id < b.id ? 1 : -1);

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
