/**
 * The two calls that follow an express deposit: Safaricom's own envelope first, the provider's flat message second.
 * A prompt that was not paid brings only the first
 * (https://docs.zamupay.com/express-deposit-request-25375893e0).
 */
import type { Decision, DepositAttempt } from "../attempts/attempts.ts";
import { toCompactTime, toProviderTime } from "../lib/ids.ts";
import { DecimalNumber, writeJson } from "../../web/json-text.ts";
import { toDepositResult } from "../attempts/outcomes.ts";

export function writeStkCallback(
  attempt: DepositAttempt,
  decision: Decision,
): string {
  const { resultCode, resultDesc } = toDepositResult(decision.outcome);
  const metadata = {
    Item: [
      { Name: "Amount", Value: new DecimalNumber(attempt.amountCents) },
      { Name: "MpesaReceiptNumber", Value: decision.reference },
      { Name: "TransactionDate", Value: Number(toCompactTime(decision.at)) },
      { Name: "PhoneNumber", Value: Number(attempt.phone) },
    ],
  };
  return writeJson({
    Body: {
      stkCallback: {
        MerchantRequestID: attempt.merchantRequestId,
        CheckoutRequestID: attempt.checkoutRequestId,
        ResultCode: Number(resultCode),
        ResultDesc: resultDesc,
        CallbackMetadata: decision.outcome === "paid" ? metadata : undefined,
      },
    },
  });
}

export function writeDepositCallback(
  attempt: DepositAttempt,
  decision: Decision,
): string {
  const { resultCode, resultDesc, status } = toDepositResult(decision.outcome);
  return writeJson({
    OriginatorConversationId: attempt.originatorConversationId,
    SystemConversationId: attempt.conversationId,
    MerchantRequestID: attempt.merchantRequestId,
    ShortCode: attempt.shortCode,
    AccountNo: attempt.accountNo,
    PhoneNumber: attempt.phone,
    FirstName: attempt.firstName,
    LastName: attempt.lastName,
    PaymentAmount: new DecimalNumber(attempt.amountCents),
    Currency: attempt.currency,
    Thirdpartyreceiptnumber: decision.reference,
    TransactionDate: toProviderTime(decision.at),
    ResultCode: resultCode,
    ResultDesc: resultDesc,
    Status: status,
  });
}
