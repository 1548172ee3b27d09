/**
 * The notification of a paybill payment. `OriginatorConversationId`, `Thirdpartyreceiptnumber` and `PaymentAmount` are
 * known members; the names of the others are our choice, after those of Safaricom's own C2B confirmation.
 */
import type { C2bPayment } from "../c2b/payment.ts";
import { toProviderTime } from "../lib/ids.ts";
import { DecimalNumber, writeJson } from "../../web/json-text.ts";

export function writeC2bIpn(payment: C2bPayment): string {
  return writeJson({
    OriginatorConversationId: payment.originatorConversationId,
    Thirdpartyreceiptnumber: payment.receipt,
    PaymentAmount: new DecimalNumber(payment.amountCents),
    Currency: "KES",
    ShortCode: payment.shortCode,
    AccountNumber: payment.account,
    PhoneNumber: payment.phone,
    FirstName: payment.firstName,
    TransactionDate: toProviderTime(payment.at),
    ...payment.overrides,
  });
}
