/** POST /v1/payment-order/reject-order: stops the lines of a payment order that are not on their way yet. */
import type { Payouts } from "./payouts.ts";
import { toPayoutResult, toRejectResult } from "./results.ts";
import { jsonResponse } from "../../web/response.ts";
import type { Handler } from "../lib/endpoint.ts";
import { notFoundResponse } from "../lib/errors.ts";
import { readOriginatorId } from "../lib/id-query.ts";

/** The documented answers say "Rejected" of a line that was not rejected, too: only the result code tells. */
export function payoutRejectHandler(payouts: Payouts): Handler {
  return (request) => {
    const query = readOriginatorId(request);
    if (!query.ok) return query.answer;
    const rejected = payouts.reject(query.id);
    if (rejected === undefined)
      return notFoundResponse(query.id, "OriginatorConversationId");
    const { status, statusDescription } = toPayoutResult("rejected");
    return jsonResponse(200, {
      paymentOrderlines: rejected.map((wasRejected) => ({
        originatorConversationId: query.id,
        transactionStatus: status,
        transactionStatusDescription: statusDescription,
        ...toRejectResult(wasRejected),
      })),
    });
  };
}
