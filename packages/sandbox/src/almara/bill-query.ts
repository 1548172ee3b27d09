/** GET /v1/bill-payments: one bill payment of the merchant's. */
import type { Bills } from "../bills/bills.ts";
import { toBillMembers } from "../bills/bill.ts";
import { jsonAnswer } from "./answer.ts";
import type { Handler } from "./endpoint.ts";
import { errorAnswer } from "./errors.ts";
import { readOriginatorId } from "./id-query.ts";

export function billQueryHandler(bills: Bills): Handler {
  return (request) => {
    const query = readOriginatorId(request);
    if (!query.ok) return query.answer;
    const bill = bills.records.get(query.id);
    if (bill !== undefined) return jsonAnswer(200, toBillMembers(bill));
    return errorAnswer(404, {
      originatorConversationId: query.id,
      errors: [
        {
          field: "OriginatorConversationId",
          message: "No bill payment was found.",
        },
      ],
    });
  };
}
