/** GET /v1/bill-payments: one bill payment. */
import type { Bills } from "./bills.ts";
import { toBillMembers } from "./bill.ts";
import { jsonResponse } from "../../web/response.ts";
import type { Handler } from "../lib/endpoint.ts";
import { errorResponse } from "../lib/errors.ts";
import { readOriginatorId } from "../lib/id-query.ts";

export function billQueryHandler(bills: Bills): Handler {
  return (request) => {
    const query = readOriginatorId(request);
    if (!query.ok) return query.answer;
    const bill = bills.records.get(query.id);
    if (bill !== undefined) return jsonResponse(200, toBillMembers(bill));
    return errorResponse(404, {
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
