/** Phone numbers and e-mail addresses, in the one spelling by which orders are found. Pure. */
import { foldText } from "@malipo/protocol/text";
import type { Order } from "./order.ts";
import { parsePhone } from "./phone.ts";

const EMAIL = /^[^\s@]+@[^\s@]+$/;

/** "254712345678" for "0712 345 678", "asha@example.com" for "Asha@Example.com"; undefined for anything else. */
export function toContact(text: string): string | undefined {
  const folded = foldText(text).toLowerCase();
  return EMAIL.test(folded) ? folded : parsePhone(text);
}

/** Of the customer, and of those who paid or tried to. */
export function contactsOf({ customer, attempts }: Order): ReadonlySet<string> {
  const given = [
    customer?.phone,
    customer?.email,
    ...attempts.map(({ plan }) => plan.phone),
  ];
  return new Set(
    given.flatMap((text) => {
      const contact = text == null ? undefined : toContact(text);
      return contact === undefined ? [] : [contact];
    }),
  );
}
