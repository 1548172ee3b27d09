/** A bill payment. The provider's response and the control call have the same members. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { cents, text } from "../lib/fields.ts";
import type { JsonObject } from "../../web/json-text.ts";
import { DecimalNumber } from "../../web/json-text.ts";

const label = z.string().max(255).nullable();
const time = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
  .nullable();
const flag = z.boolean().nullable();
const integer = z.int().min(-999_999_999).max(999_999_999);

/** All members are optional; defaults are those of the documented failed bill. */
export const billSchema = z.strictObject({
  systemConversationId: text(100).default(() => randomUUID()),
  originatorConversationId: text(100).default(() => randomUUID()),
  serviceCode: label.default(null),
  accountNumber: label.default("1111111"),
  msisdn: label.default("254710000000"),
  amount: cents.default(1500),
  datePaymentReceived: time.default("2026-04-01 06:45:49"),
  accountCustomerName: label.default("TEST CUSTOMER"),
  customerNames: label.default("TEST CUSTOMER"),
  countryCode: label.default("KE"),
  currencyCode: label.default("KES"),
  transactionType: integer.default(2),
  dueAmount: cents.default(0),
  dueDate: time.default(null),
  narration: label.default("Testing"),
  receiptNumber: label.default(null),
  receiverNarration: label.default(null),
  status: integer.default(6),
  transactionStatusDescription: label.default("Failed"),
  statusCode: integer.default(0),
  statusDescription: label.default(null),
  totalRecordsPendingAck: z.string().max(20).default("0"),
  totalRecordsPendingQuery: z.string().max(20).default("0"),
  active: flag.default(null),
  callbackURL: label.default("https://merchant.example/callbacks/bills"),
  byPassCustomerValidation: flag.default(false),
});

/** Amounts in cents. */
export type Bill = z.output<typeof billSchema>;

export function toBillMembers(bill: Bill): JsonObject {
  return {
    ...bill,
    amount: new DecimalNumber(bill.amount),
    dueAmount: new DecimalNumber(bill.dueAmount),
  };
}
