/** Which fields are personal of what documents and what is told of them have in common. Pure. */
import type {
  Action,
  Adjustment,
  Amount,
  Line,
  OrderField,
} from "@malipo/protocol";
import type { Metadata } from "../order.ts";
import { KEPT, replaced } from "./erase-fields.ts";
import type { FieldsOf, Personal } from "./erase-fields.ts";

export const AMOUNT: FieldsOf<Amount> = { value: KEPT, currency: KEPT };

/** The goods, as the shop describes them. */
export const LINE: FieldsOf<Line> = {
  sku: KEPT,
  name: KEPT,
  quantity: KEPT,
  unitAmount: AMOUNT,
  amount: AMOUNT,
  imageUrl: KEPT,
  maxQuantity: KEPT,
};

/** The label is the shop's. */
export const ADJUSTMENT: FieldsOf<Adjustment> = {
  kind: KEPT,
  label: KEPT,
  amount: AMOUNT,
};

/** A hosted page's URL opens one payer's payment, and a prompt contains a phone. The others contain the shop's data. */
const IS_ABOUT_PAYER: Readonly<Record<Action["type"], boolean>> = {
  redirect: true,
  prompt: true,
  paybill: false,
  tag: false,
};

export const action = (): Personal<Action | null> => ({
  becomes: (value) => (IS_ABOUT_PAYER[value.type] ? null : value),
});

/** The merchant's own data: nobody else knows what it says. */
export const metadata = (): Personal<Metadata | undefined> => ({
  becomes: () => undefined,
});

/** The question is the shop's, the answer the payer's. */
export const ANSWER: FieldsOf<OrderField> = {
  id: KEPT,
  label: KEPT,
  value: replaced(),
};
