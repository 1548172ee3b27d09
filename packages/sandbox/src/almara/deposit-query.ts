/** GET /v1/express-deposit/check-status: https://docs.transalink.io/find-express-deposit-by-originatorconversationid-34512109e0 */
import type { Ledger } from "../ledger.ts";
import { toDepositResult } from "../outcomes.ts";
import { jsonAnswer } from "./answer.ts";
import type { Handler } from "./endpoint.ts";
import { errorAnswer, notFoundAnswer, requiredMessage } from "./errors.ts";
import { readQuery } from "./fields.ts";

const ID = "OriginatorConversationId";

/** While the prompt is open the result code is an empty text: no code is no result. */
const PENDING = { resultCode: "", resultDesc: "", status: "Pending" };

export function depositQueryHandler(ledger: Ledger): Handler {
  return (request) => {
    const id = readQuery(request, ID);
    if (id === undefined)
      return errorAnswer(400, {
        errors: [{ field: ID, message: requiredMessage(ID) }],
      });
    const attempt = ledger.get(id);
    if (attempt?.kind !== "deposit") return notFoundAnswer(id, ID);
    const { decision } = attempt;
    const result =
      decision === null ? PENDING : toDepositResult(decision.outcome);
    return jsonAnswer(200, {
      conversationId: attempt.conversationId,
      originatorConversationId: attempt.originatorConversationId,
      merchantRequestID: attempt.merchantRequestId,
      phoneNumber: attempt.phone,
      mpesaReceiptNumber: decision?.reference ?? "",
      ...result,
    });
  };
}
