/** The merchant's list of orders, newest first. */
import { sql } from "kysely";
import type { RawBuilder, SqlBool } from "kysely";
import type { Order } from "../../domain/order.ts";
import { searchTerms } from "../../domain/search.ts";
import type { SearchTerms } from "../../domain/search.ts";
import type { Page, PageRequest } from "../../ports/page.ts";
import type { OrderFilter } from "../../ports/order-filter.ts";
import { ATTENTION_OF } from "./attention.ts";
import { notByIndex, readPageRequest, toPage } from "./cursor.ts";
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
export function selectIds(db: Db, filter: OrderFilter, page: PageRequest) {
  const { rows, after } = readPageRequest(page);
  const way = wayOf(filter);
  return db
    .selectFrom("orders")
    .select("orders.id")
    .where((eb) => eb.and(conditions(filter, after, way)))
    .orderBy(way.createdAt, "desc")
    .orderBy("id", "desc")
    .limit(rows);
}

const lowerReference = sql<string>`lower(orders.reference)`;

/** Where a query reads an order's time and id, and by what else it finds orders. */
interface Way {
  readonly createdAt: RawBuilder<number>;
  readonly id: string;
  /** Finds fewer orders than a status does. */
  readonly isNarrow: boolean;
}

const ORDERS: Way = {
  createdAt: sql.ref("orders.created_at"),
  id: "orders.id",
  isNarrow: false,
};
const FEW_ORDERS: Way = { ...ORDERS, isNarrow: true };
/** Few orders need a person or are partly paid: found first and sorted then, not sought among all by their time. */
const FLAGGED_ORDERS: Way = {
  ...ORDERS,
  createdAt: sql`(orders.created_at + 0)`,
};
const CONTACTS: Way = {
  createdAt: sql.ref("c.created_at"),
  id: "c.order_id",
  isNarrow: true,
};

const wayOf = ({
  reference,
  attention,
  partlyPaid,
  paymentLink,
}: OrderFilter): Way =>
  (attention ?? partlyPaid) !== undefined &&
  (reference ?? paymentLink) === undefined
    ? FLAGGED_ORDERS
    : ORDERS;

/** What the filter leaves of the orders, from a place in the list on. */
function conditions(
  {
    reference,
    status,
    attention,
    partlyPaid,
    paymentLink,
    createdFrom,
    createdBefore,
  }: OrderFilter,
  after: Position | undefined,
  { createdAt, id, isNarrow }: Way,
): RawBuilder<SqlBool>[] {
  const isFewAlready =
    isNarrow || reference !== undefined || paymentLink !== undefined;
  const column = (name: string, isNarrower: boolean) =>
    isNarrower ? notByIndex(name) : sql.ref(name);
  const attentionColumn = column("orders.attention", isFewAlready);
  const statusColumn = column(
    "orders.status",
    isFewAlready || (attention ?? partlyPaid) !== undefined,
  );
  return [
    ...(reference === undefined
      ? []
      : [
          sql<SqlBool>`${lowerReference} = ${reference.toLowerCase()}`,
          sql<SqlBool>`orders.reference = ${reference}`,
        ]),
    ...(createdFrom === undefined
      ? []
      : [sql<SqlBool>`${createdAt} >= ${createdFrom}`]),
    ...(createdBefore === undefined
      ? []
      : [sql<SqlBool>`${createdAt} < ${createdBefore}`]),
    ...(status === undefined
      ? []
      : [sql<SqlBool>`${statusColumn} = ${status}`]),
    ...(paymentLink === undefined
      ? []
      : [
          // A link has far fewer orders than the shop.
          sql<SqlBool>`${sql.ref(id)} in (select order_id from link_uses where link_id = ${paymentLink})`,
        ]),
    ...(attention === undefined
      ? []
      : [
          attention === "refund"
            ? sql<SqlBool>`${sql.ref(id)} in (select order_id from refunds where attention is not null)`
            : sql<SqlBool>`${attentionColumn} in (${sql.join(ATTENTION_OF[attention])})`,
        ]),
    ...(partlyPaid === undefined
      ? []
      : [sql<SqlBool>`${sql.ref(id)} in (select order_id from open_balances)`]),
    ...(after === undefined
      ? []
      : [
          sql<SqlBool>`(${createdAt}, ${sql.ref(id)}) < (${after.createdAt}, ${after.id})`,
        ]),
  ];
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
  const found = [
    ...(await selectById(db, ids, filter, after).execute()),
    ...(await selectReferred(db, terms, filter, page).execute()),
    ...(terms.contact === null
      ? []
      : await selectByContact(db, terms.contact, filter, page).execute()),
  ];
  return [...new Map(found.map((each) => [each.id, each])).values()]
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

const selectById = (
  db: Db,
  ids: readonly string[],
  filter: OrderFilter,
  after: Position | undefined,
) =>
  db
    .selectFrom("orders")
    .select(["id", "created_at"])
    .where("id", "in", ids)
    .where((eb) => eb.and(conditions(filter, after, FEW_ORDERS)));

/** Several orders may have one reference. */
export function selectReferred(
  db: Db,
  { lower }: SearchTerms,
  filter: OrderFilter,
  page: PageRequest,
) {
  const { rows, after } = readPageRequest(page);
  return db
    .selectFrom("orders")
    .select(["id", "created_at"])
    .where(lowerReference, "=", lower)
    .where((eb) => eb.and(conditions(filter, after, FEW_ORDERS)))
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(rows);
}

/** One customer may have any number of orders. */
export function selectByContact(
  db: Db,
  contact: string,
  filter: OrderFilter,
  page: PageRequest,
) {
  const { rows, after } = readPageRequest(page);
  return db
    .selectFrom("order_contacts as c")
    .innerJoin("orders", "orders.id", "c.order_id")
    .select(["orders.id", "orders.created_at"])
    .where("c.contact", "=", contact)
    .where((eb) => eb.and(conditions(filter, after, CONTACTS)))
    .orderBy("c.created_at", "desc")
    .orderBy("c.order_id", "desc")
    .limit(rows);
}
