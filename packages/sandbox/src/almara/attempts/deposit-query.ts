/** GET /v1/express-deposit/check-status: https://docs.transalink.io/find-express-deposit-by-originatorconversationid-34512109e0 */
import type { Ledger } from "./ledger.ts";
import { toDepositResult } from "./outcomes.ts";
import { jsonResponse } from "../../web/response.ts";
import type { Handler } from "../lib/endpoint.ts";
import { notFoundResponse } from "../lib/errors.ts";
import { readOriginatorId } from "../lib/id-query.ts";

/** The result code is an empty string while the prompt is open. */
const PENDING = { resultCode: "", resultDesc: "", status: "Pending" };

export function depositQueryHandler(ledger: Ledger): Handler {
  return (request) => {
    const query = readOriginatorId(request);
    if (!query.ok) return query.answer;
    const attempt = ledger.get(query.id);
    if (attempt?.kind !== "deposit")
      return notFoundResponse(query.id, "OriginatorConversationId");
    const { decision } = attempt;
    const result =
      decision === null ? PENDING : toDepositResult(decision.outcome);
    return jsonResponse(200, {
      conversationId: attempt.conversationId,
      originatorConversationId: attempt.originatorConversationId,
      merchantRequestID: attempt.merchantRequestId,
      phoneNumber: attempt.phone,
      mpesaReceiptNumber: decision?.reference ?? "",
      ...result,
    });
  };
}
