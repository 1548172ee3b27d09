/** Erases the rows that belong to an order, or removes the order. */
import type {
  EraseTraces,
  Trace,
  UpkeepTransaction,
} from "../../ports/upkeep.ts";
import { erasePayload } from "../../domain/privacy/payload-data.ts";
import type { Order } from "../../domain/order.ts";
import {
  eraseDelivery,
  eraseObservation,
} from "../../domain/privacy/personal-data.ts";
import { deliveryDocument } from "./delivery-document.ts";
import { observationDocument } from "./documents.ts";
import { eraseAnswers, removeScopes } from "./idempotency.ts";
import { forUpdate } from "./locks.ts";
import { removeLinkUse } from "./link-uses.ts";
import { removeContacts } from "./order-contacts.ts";
import type { Db } from "./statement.ts";
import { eraseUnmatchedPayment } from "./unmatched-payments.ts";

/** `run`: runs an operation in the transaction. */
export function createUpkeepTransaction(
  run: <T>(operation: (db: Db) => Promise<T>) => Promise<T>,
): UpkeepTransaction {
  return {
    eraseTraces: (orderId, how) => run((db) => eraseTraces(db, orderId, how)),
    hasUndelivered: (orderId) => run((db) => hasUndelivered(db, orderId)),
    removeOrder: (order, scopes) => run((db) => removeOrder(db, order, scopes)),
    eraseUnmatchedPayment: (payment, at) =>
      run((db) => eraseUnmatchedPayment(db, payment, at)),
  };
}

async function eraseTraces(
  db: Db,
  orderId: string,
  { at, scopes, history }: EraseTraces,
): Promise<Trace> {
  // Until its history is removed as well, the order is one that age has still to come to.
  if (history === "remove")
    await db
      .updateTable("orders")
      .set({ erased_at: at })
      .where("id", "=", orderId)
      .execute();
  await removeContacts(db, orderId);
  return {
    observations:
      history === "remove"
        ? await removeObservations(db, orderId)
        : await eraseObservations(db, orderId),
    deliveries: await eraseDeliveries(db, orderId),
    events: await eraseEvents(db, orderId),
    requests: await eraseAnswers(db, scopes),
  };
}

async function removeObservations(db: Db, orderId: string): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("observations")
    .where("order_id", "=", orderId)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

async function eraseObservations(db: Db, orderId: string): Promise<number> {
  const rows = await db
    .selectFrom("observations")
    .select(["seq", "data", "raw"])
    .where("order_id", "=", orderId)
    .execute();
  let erased = 0;
  for (const { seq, data, raw } of rows) {
    const left = data === null ? null : eraseStoredObservation(seq, data);
    if (left === data && raw === null) continue;
    await db
      .updateTable("observations")
      .set({ data: left, raw: null })
      .where("seq", "=", seq)
      .execute();
    erased += 1;
  }
  return erased;
}

function eraseStoredObservation(seq: number, data: string): string {
  const name = String(seq);
  const observation = observationDocument.decode(name, data);
  return observationDocument.encode(name, eraseObservation(observation));
}

async function eraseDeliveries(db: Db, orderId: string): Promise<number> {
  // The sender may be writing to them.
  const rows = await forUpdate(
    db,
    db
      .selectFrom("deliveries")
      .select(["id", "data"])
      .where("order_id", "=", orderId)
      .orderBy("created_at")
      .orderBy("id"),
  ).execute();
  let erased = 0;
  for (const { id, data } of rows) {
    const left = deliveryDocument.encode(
      id,
      eraseDelivery(deliveryDocument.decode(id, data)),
    );
    if (left === data) continue;
    await db
      .updateTable("deliveries")
      .set({ data: left })
      .where("id", "=", id)
      .execute();
    erased += 1;
  }
  return erased;
}

async function eraseEvents(db: Db, orderId: string): Promise<number> {
  const rows = await db
    .selectFrom("events")
    .select(["seq", "payload"])
    .where("order_id", "=", orderId)
    .execute();
  let erased = 0;
  for (const { seq, payload } of rows) {
    const left = erasePayload(payload);
    if (left === payload) continue;
    await db
      .updateTable("events")
      .set({ payload: left })
      .where("seq", "=", seq)
      .execute();
    erased += 1;
  }
  return erased;
}

async function hasUndelivered(db: Db, orderId: string): Promise<boolean> {
  const found = await db
    .selectFrom("deliveries")
    .select("id")
    .where("order_id", "=", orderId)
    .where("status", "!=", "delivered")
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** Removes referring rows first. */
async function removeOrder(
  db: Db,
  order: Pick<Order, "id" | "source">,
  scopes: readonly string[],
): Promise<void> {
  const orderId = order.id;
  await removeScopes(db, scopes);
  await removeLinkUse(db, order);
  for (const table of [
    "return_codes",
    "deliveries",
    "events",
    "observations",
    "order_contacts",
  ] as const)
    await db.deleteFrom(table).where("order_id", "=", orderId).execute();
  await db.deleteFrom("attempts").where("order_id", "=", orderId).execute();
  await db.deleteFrom("orders").where("id", "=", orderId).execute();
}
