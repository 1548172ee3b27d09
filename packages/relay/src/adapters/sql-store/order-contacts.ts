/** By what phone numbers and e-mail addresses orders are found. All rows are personal data. */
import type { Order } from "../../domain/order.ts";
import { contactsOf, toContact } from "../../domain/contacts.ts";
import { createStatement } from "./statement.ts";
import type { Db } from "./statement.ts";
import type { OrderContactsTable } from "./derived-schema.ts";

const insert = createStatement((db, row: OrderContactsTable) =>
  db
    .insertInto("order_contacts")
    .values({
      contact: row.contact,
      created_at: row.created_at,
      order_id: row.order_id,
    })
    .onConflict((conflict) => conflict.doNothing()),
);

/** `stored`: the order before the change; contacts are added and never taken away, except by an erasure. */
export async function putContacts(
  db: Db,
  order: Order,
  stored?: Order,
): Promise<void> {
  if (
    stored !== undefined &&
    order.customer === stored.customer &&
    order.attempts.length === stored.attempts.length
  )
    return;
  const known = stored === undefined ? new Set<string>() : contactsOf(stored);
  for (const contact of contactsOf(order))
    if (!known.has(contact)) await insert(db, toRow(order, contact));
}

/** Does nothing for a text that is neither phone nor e-mail address, and for an order without personal data. */
export async function addContact(
  db: Db,
  order: Order,
  text: string,
): Promise<void> {
  const contact = toContact(text);
  if (contact !== undefined && order.erasedAt === null)
    await insert(db, toRow(order, contact));
}

export async function removeContacts(db: Db, orderId: string): Promise<void> {
  await db
    .deleteFrom("order_contacts")
    .where("order_id", "=", orderId)
    .execute();
}

const toRow = (order: Order, contact: string): OrderContactsTable => ({
  contact,
  created_at: order.createdAt,
  order_id: order.id,
});
