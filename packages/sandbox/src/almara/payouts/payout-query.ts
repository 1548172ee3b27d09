/** GET /v1/payment-order/check-status: how each line of a payment order stands. */
import { toProviderTime } from "../lib/ids.ts";
import type { JsonObject } from "../../web/json-text.ts";
import { DecimalNumber } from "../../web/json-text.ts";
import type { PayoutLine } from "./payout.ts";
import { isProcessed } from "./payout.ts";
import type { Payouts } from "./payouts.ts";
import { toPayoutResult } from "./results.ts";
import { jsonResponse } from "../../web/response.ts";
import type { Handler } from "../lib/endpoint.ts";
import { errorResponse, notFoundResponse } from "../lib/errors.ts";
import { findById, readIdQuery } from "../lib/id-query.ts";

/** The merchant's balances after a payment: made up, and never zero, so that one that leaks is seen. */
const BALANCES = {
  workingAccountAvailableFunds: new DecimalNumber(84_521_050),
  utilityAccountAvailableFunds: new DecimalNumber(13_240_525),
  walletBalance: new DecimalNumber(97_761_575),
};

const NO_BALANCES = {
  workingAccountAvailableFunds: new DecimalNumber(0),
  utilityAccountAvailableFunds: new DecimalNumber(0),
  walletBalance: new DecimalNumber(0),
};

export function payoutQueryHandler({ records }: Payouts): Handler {
  return (request) => {
    const query = readIdQuery(request);
    if (!query.ok) return errorResponse(400, { errors: query.errors });
    const { id, idType } = query;
    const order = findById(records, id, idType);
    if (order === undefined) return notFoundResponse(id, idType.word);
    return jsonResponse(200, {
      id: order.id,
      conversationId: order.conversationId,
      originatorConversationId: order.originatorConversationId,
      remarks: order.remarks,
      isProcessed: isProcessed(order),
      orderLines: order.lines.map((line) => ({
        remitter: line.remitter,
        recipient: line.recipient,
        transaction: line.transaction,
        transactionOutcome: toOutcome(line),
      })),
    });
  };
}

function toOutcome(line: PayoutLine): JsonObject {
  const result = toPayoutResult(line.state);
  const paid = line.state === "paid";
  return {
    id: line.id,
    paymentAmount: new DecimalNumber(line.amountCents),
    feeAmount: new DecimalNumber(0),
    trackingNumber: line.trackingNumber,
    transactionStatus: result.status,
    transactionStatusDescription: result.statusDescription,
    ...(paid ? BALANCES : NO_BALANCES),
    transactionDate:
      paid && line.decidedAt !== null ? toProviderTime(line.decidedAt) : null,
    transactionCreditParty: paid
      ? `${line.phone} - ${line.recipientName}`
      : null,
    resultCode: result.resultCode,
    resultCodeDescription: result.resultDescription,
    thirdPartyPayload: toThirdParty(line),
  };
}

/** A line that is open or was stopped never came so far; only one that was paid has a response and a receipt. */
function toThirdParty({ state, receipt }: PayoutLine): JsonObject {
  const { resultCode, resultDescription } = toPayoutResult(state);
  const asked = resultCode !== "" && state !== "rejected";
  const paid = state === "paid";
  return {
    thirdPartyResponseCode: paid ? "0" : null,
    thirdPartyResponseCodeDescription: paid ? "Accepted" : null,
    thirdPartyResultCode: asked ? resultCode : null,
    thirdPartyResultCodeDescription: asked ? resultDescription : null,
    thirdPartyReceiptNumber: receipt,
  };
}
