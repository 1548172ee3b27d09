/** The merchant's list of orders, newest first. */
import { sql } from "kysely";
import type { Order } from "../../domain/order.ts";
import { searchTerms } from "../../domain/search.ts";
import type { SearchTerms } from "../../domain/search.ts";
import type { Page, PageRequest } from "../../ports/page.ts";
import type { OrderFilter } from "../../ports/store.ts";
import { comesAfter, notByIndex, readPageRequest, toPage } from "./cursor.ts";
import type { Position } from "./cursor.ts";
import { selectOrders, toOrders } from "./orders.ts";
import type { Db } from "./statement.ts";

export async function listOrders(
  db: Db,
  filter: OrderFilter,
  page: PageRequest,
): Promise<Page<Order>> {
  const { q } = filter;
  const ids =
    q === undefined
      ? selectIds(db, filter, page)
      : await findIds(db, searchTerms(q), filter, page);
  if (Array.isArray(ids) && ids.length === 0)
    return { items: [], nextCursor: null };
  const rows = await selectOrders(db)
    .select(["orders.created_at", "attempts.seq"])
    .where("orders.id", "in", ids)
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
  if (reference !== undefined)
    query = query
      .where(lowerReference, "=", reference.toLowerCase())
      .where("reference", "=", reference);
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

const lowerReference = sql<string>`lower(reference)`;

interface Found {
  readonly id: string;
  readonly created_at: number;
  readonly reference: string;
  readonly status: string;
}

/** Each look goes through an index of its own; together they find more than a page, and the newest of it is taken. */
async function findIds(
  db: Db,
  terms: SearchTerms,
  filter: OrderFilter,
  page: PageRequest,
): Promise<string[]> {
  const { rows, after } = readPageRequest(page);
  const named = await selectNamed(db, terms).execute();
  const ids = [terms.id, ...named.map(({ order_id }) => order_id)];
  const found: Found[] = [
    ...(await selectById(db, ids).execute()),
    ...(await selectReferred(db, terms, filter, page).execute()),
    ...(terms.contact === null
      ? []
      : await selectByContact(db, terms.contact, filter, page).execute()),
  ];
  const matching = found.filter(
    (each) => isWanted(each, filter) && isAfter(each, after),
  );
  return [...new Map(matching.map((each) => [each.id, each])).values()]
    .toSorted((a, b) => newestFirst({ ...a, seq: 0 }, { ...b, seq: 0 }))
    .slice(0, rows)
    .map(({ id }) => id);
}

/** The order's id where one order alone has it: its attempts' ids and accounts, receipts and refunds. */
export const selectNamed = (
  db: Db,
  { lower, payerReference, receipt }: SearchTerms,
) =>
  db
    .selectFrom("attempts")
    .select("order_id")
    .where("id_lower", "=", lower)
    .unionAll(
      db
        .selectFrom("attempts")
        .select("order_id")
        .where("payer_reference", "=", payerReference),
    )
    .unionAll(
      db
        .selectFrom("receipts")
        .innerJoin("attempts", "attempts.id", "receipts.attempt_id")
        .select("attempts.order_id")
        .where("receipts.receipt", "=", receipt),
    )
    .unionAll(
      db.selectFrom("refunds").select("order_id").where("id", "=", lower),
    );

const selectById = (db: Db, ids: readonly string[]) =>
  db
    .selectFrom("orders")
    .select(["id", "created_at", "reference", "status"])
    .where("id", "in", ids);

/** Several orders may have one reference. */
export function selectReferred(
  db: Db,
  { lower }: SearchTerms,
  { reference, status, createdFrom, createdBefore }: OrderFilter,
  page: PageRequest,
) {
  const { rows, after } = readPageRequest(page);
  let query = db
    .selectFrom("orders")
    .select(["id", "created_at", "reference", "status"])
    .where(lowerReference, "=", lower)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(rows);
  if (createdFrom !== undefined)
    query = query.where("created_at", ">=", createdFrom);
  if (createdBefore !== undefined)
    query = query.where("created_at", "<", createdBefore);
  if (status !== undefined)
    query = query.where(notByIndex("status"), "=", status);
  if (reference !== undefined) query = query.where("reference", "=", reference);
  return after === undefined ? query : query.where(comesAfter(after));
}

/** One customer may have any number of orders. */
export function selectByContact(
  db: Db,
  contact: string,
  { reference, status, createdFrom, createdBefore }: OrderFilter,
  page: PageRequest,
) {
  const { rows, after } = readPageRequest(page);
  let query = db
    .selectFrom("order_contacts as c")
    .innerJoin("orders as o", "o.id", "c.order_id")
    .select(["o.id", "o.created_at", "o.reference", "o.status"])
    .where("c.contact", "=", contact)
    .orderBy("c.created_at", "desc")
    .orderBy("c.order_id", "desc")
    .limit(rows);
  if (createdFrom !== undefined)
    query = query.where("c.created_at", ">=", createdFrom);
  if (createdBefore !== undefined)
    query = query.where("c.created_at", "<", createdBefore);
  if (status !== undefined)
    query = query.where(notByIndex("o.status"), "=", status);
  if (reference !== undefined)
    query = query.where("o.reference", "=", reference);
  return after === undefined
    ? query
    : query.where(
        sql<boolean>`(c.created_at, c.order_id) < (${after.createdAt}, ${after.id})`,
      );
}

const isWanted = (
  { created_at, reference, status }: Found,
  filter: OrderFilter,
): boolean =>
  (filter.reference === undefined || reference === filter.reference) &&
  (filter.status === undefined || status === filter.status) &&
  created_at >= (filter.createdFrom ?? -Infinity) &&
  created_at < (filter.createdBefore ?? Infinity);

const isAfter = (
  { created_at, id }: Found,
  after: Position | undefined,
): boolean =>
  after === undefined ||
  created_at < after.createdAt ||
  (created_at === after.createdAt && id < after.id);
