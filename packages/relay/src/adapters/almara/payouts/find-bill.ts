/** Finds a bill payment: `GET /v1/bill-payments`, https://docs.transalink.io. */
import type { Bill } from "../../../domain/bill.ts";
import type { ProviderResult } from "../../../ports/provider-result.ts";
import { fields, looseText } from "../../provider-http/fields.ts";
import { dateTimeToIso, dateToIso } from "../../provider-http/instant.ts";
import { looseReceiptText } from "../../provider-http/placeholder.ts";
import { readAmount, readCurrency } from "../lib/amounts.ts";
import type { Context } from "../lib/context.ts";
import { isSameId } from "../../../domain/same-id.ts";
import {
  isPossibleId,
  mismatchedId,
  readMerchantResponse,
  unavailable,
} from "../lib/merchant-response.ts";
import { readStatus } from "../payments/transaction-status.ts";

/** `statusCode` is not read: it is 0 in the documented failure. */
const billSchema = fields({
  systemConversationId: looseText,
  originatorConversationId: looseText,
  serviceCode: looseText,
  accountNumber: looseText,
  msisdn: looseText,
  amount: looseText,
  datePaymentReceived: looseText,
  accountCustomerName: looseText,
  customerNames: looseText,
  currencyCode: looseText,
  dueAmount: looseText,
  dueDate: looseText,
  narration: looseText,
  receiptNumber: looseReceiptText,
  status: looseText,
  transactionStatusDescription: looseText,
});

export async function findBill(
  { settings, api, log, unknownValues }: Context,
  id: string,
): Promise<ProviderResult<Bill>> {
  if (!isPossibleId(id)) return { kind: "not_found" };
  const response = await api({
    method: "GET",
    path: settings.paths.bill,
    query: { OriginatorConversationId: id },
    timeoutMs: settings.timeouts.readMs,
  });
  const parsed = readMerchantResponse(response, "reads");
  if (parsed.kind !== "content") return parsed;
  const bill = billSchema.safeParse(parsed.content).data;
  const named = bill?.originatorConversationId ?? null;
  if (bill === undefined || named === null)
    return unavailable("no bill payment in the response", "reads");
  if (!isSameId(named, id)) return mismatchedId(log, id, "reads");
  const words = bill.transactionStatusDescription;
  const status = readStatus(
    { number: bill.status, words },
    unknownValues,
    "bill_status",
    id,
  );
  // "datePaymentReceived" is set for failed payments too.
  const at = dateTimeToIso(bill.datePaymentReceived);
  const isPaid = status === "paid";
  const currency = readCurrency(bill.currencyCode, null);
  return {
    kind: "found",
    value: {
      id: named,
      providerId: bill.systemConversationId,
      status,
      statusDescription: words,
      amount: readAmount(bill.amount, currency),
      dueAmount: readAmount(bill.dueAmount, currency),
      dueDate: dateToIso(bill.dueDate),
      serviceCode: bill.serviceCode,
      accountNumber: bill.accountNumber,
      accountName: bill.accountCustomerName,
      customerName: bill.customerNames,
      phone: bill.msisdn,
      narration: bill.narration,
      receipt: bill.receiptNumber,
      paidAt: isPaid ? at : null,
      receivedAt: isPaid ? null : at,
    },
  };
}
