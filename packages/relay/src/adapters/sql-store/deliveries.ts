/** Messages to the merchant's backend, stored whole. */
import { sql } from "kysely";
import type { Delivery } from "../../domain/delivery.ts";
import type { Page, PageRequest } from "../../ports/page.ts";
import type { DeliveryFilter } from "../../ports/store.ts";
import { comesAfter, notByIndex, readPageRequest, toPage } from "./cursor.ts";
import { deliveryDocument } from "./delivery-document.ts";
import { StoreError } from "./errors.ts";
import { forUpdate } from "./locks.ts";
import { createStatement } from "./statement.ts";
import type { Db } from "./statement.ts";
import { listReceivingIds } from "./webhook-endpoints.ts";

export async function insertDelivery(
  db: Db,
  delivery: Delivery,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("deliveries")
    .values({
      id: delivery.id,
      order_id: delivery.orderId,
      endpoint_id: delivery.endpointId,
      status: delivery.status,
      created_at: delivery.createdAt,
      data: deliveryDocument.encode(delivery.id, delivery),
    })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function updateDelivery(
  db: Db,
  delivery: Delivery,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable("deliveries")
    .set({
      status: delivery.status,
      data: deliveryDocument.encode(delivery.id, delivery),
    })
    .where("id", "=", delivery.id)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n)
    throw new StoreError(
      "constraint",
      `The delivery ${delivery.id} is not stored.`,
    );
}

export async function getDelivery(
  db: Db,
  id: string,
  lock: "lock" | null = null,
): Promise<Delivery | undefined> {
  const query = db.selectFrom("deliveries").select("data").where("id", "=", id);
  const row = await (
    lock === null ? query : forUpdate(db, query)
  ).executeTakeFirst();
  return row === undefined ? undefined : deliveryDocument.decode(id, row.data);
}

export const selectPending = (db: Db, { id }: { id: string }) =>
  db
    .selectFrom("deliveries")
    .select(["id", "data"])
    .where("order_id", "=", (eb) =>
      eb.selectFrom("deliveries").select("order_id").where("id", "=", id),
    )
    .where(notByIndex("endpoint_id"), "=", (eb) =>
      eb.selectFrom("deliveries").select("endpoint_id").where("id", "=", id),
    )
    .where(notByIndex("status"), "=", "pending");

const findPending = createStatement(selectPending);

/** Of the same order and endpoint as this delivery, itself included. */
export async function listPendingDeliveries(
  db: Db,
  id: string,
): Promise<readonly Delivery[]> {
  const { rows } = await findPending(db, { id });
  return rows.map((row) => deliveryDocument.decode(row.id, row.data));
}

/** One page, and one more where something follows. */
export function selectDeliveries(
  db: Db,
  { status, orderId, endpoint }: Omit<DeliveryFilter, "attention">,
  page: PageRequest,
) {
  const { rows: limit, after } = readPageRequest(page);
  let query = db
    .selectFrom("deliveries")
    .select(["id", "data", "created_at"])
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit);
  if (status !== undefined)
    query = query.where(
      orderId === undefined ? sql.ref("status") : notByIndex("status"),
      "=",
      // Written out: an index has the dead ones alone.
      sql.lit(status),
    );
  if (orderId !== undefined) query = query.where("order_id", "=", orderId);
  if (endpoint !== undefined)
    query = query.where(
      orderId === undefined && (status === undefined || status === "dead")
        ? sql.ref("endpoint_id")
        : notByIndex("endpoint_id"),
      "=",
      endpoint,
    );
  return after === undefined ? query : query.where(comesAfter(after));
}

export async function listDeliveries(
  db: Db,
  { attention, ...filter }: DeliveryFilter,
  page: PageRequest,
): Promise<Page<Delivery>> {
  const found =
    attention === "any"
      ? await findDead(db, filter, page)
      : await selectDeliveries(db, filter, page).execute();
  return toPage(
    found.map(({ id, data }) => deliveryDocument.decode(id, data)),
    page.limit,
  );
}

/** Those of each endpoint come through an index; together they are more than a page, and the newest of it is taken. */
async function findDead(
  db: Db,
  { status, endpoint, ...filter }: Omit<DeliveryFilter, "attention">,
  page: PageRequest,
) {
  if (status !== undefined && status !== "dead") return [];
  const found = [];
  for (const each of await listReceivingIds(db)) {
    if (endpoint !== undefined && endpoint !== each) continue;
    const dead = { ...filter, status: "dead", endpoint: each } as const;
    found.push(...(await selectDeliveries(db, dead, page).execute()));
  }
  return found
    .toSorted((a, b) => b.created_at - a.created_at || (a.id < b.id ? 1 : -1))
    .slice(0, readPageRequest(page).rows);
}
