/** Who has used a payment link: the phones of its orders, found by their contacts, which go with their personal data. */
import { toContact } from "../../domain/contacts.ts";
import { payingPhonesOf } from "../../domain/link-use.ts";
import { getOrder } from "./orders.ts";
import type { Db } from "./statement.ts";

interface PhoneUse {
  readonly linkId: string;
  readonly contact: string;
  /** An order that does not count. */
  readonly except: string;
}

/** Orders that hold a use and name the phone, if only as the customer's or in an attempt that failed. */
export const selectUsesByPhone = (
  db: Db,
  { linkId, contact, except }: PhoneUse,
) =>
  db
    .selectFrom("order_contacts")
    .innerJoin("link_uses", "link_uses.order_id", "order_contacts.order_id")
    .select("link_uses.order_id")
    .where("order_contacts.contact", "=", contact)
    .where("link_uses.link_id", "=", linkId)
    .where("link_uses.state", "in", ["pending", "paid"])
    .where("link_uses.order_id", "!=", except);

/** `phone`: digits with country code. */
export async function isLinkUsedBy(
  db: Db,
  linkId: string,
  phone: string,
  except: string,
): Promise<boolean> {
  const contact = toContact(phone) ?? phone;
  const found = await selectUsesByPhone(db, {
    linkId,
    contact,
    except,
  }).execute();
  for (const { order_id } of found) {
    const order = await getOrder(db, order_id);
    if (order !== undefined && payingPhonesOf(order).has(phone)) return true;
  }
  return false;
}
