/**
 * Rejects a payment order that is still pending or queued: `POST /v1/payment-order/reject-order`,
 * https://docs.transalink.io.
 */
import { cutText } from "@malipo/protocol/text";
import { z } from "zod";
import type { RejectedLine } from "../../../domain/payout.ts";
import type { ProviderResult } from "../../../ports/provider-result.ts";
import { fields, looseText } from "../../provider-http/fields.ts";
import type { Context } from "../lib/context.ts";
import { isSameId } from "../../../domain/same-id.ts";
import {
  isPossibleId,
  mismatchedId,
  readMerchantResponse,
  unavailable,
} from "../lib/merchant-response.ts";

const REASON_MAX = 200;

/** `transactionStatus` and its description are not read: both are "rejected" even for failed rejections. */
const lineSchema = fields({
  originatorConversationId: looseText,
  resultCode: looseText,
  resultCodeDescription: looseText,
});

const replySchema = fields({ paymentOrderlines: z.array(lineSchema).min(1) });

export async function rejectPayout(
  { settings, api, log, unknownValues }: Context,
  id: string,
): Promise<ProviderResult<readonly RejectedLine[]>> {
  if (!isPossibleId(id)) return { kind: "not_found" };
  const response = await api({
    method: "POST",
    path: settings.paths.payoutReject,
    query: { OriginatorConversationId: id },
    timeoutMs: settings.timeouts.changeMs,
  });
  const parsed = readMerchantResponse(response, "changes");
  if (parsed.kind !== "content") return parsed;
  const lines =
    replySchema.safeParse(parsed.content).data?.paymentOrderlines ?? [];
  const ids = lines.map(({ originatorConversationId: named }) => named);
  if (lines.length === 0 || ids.includes(null))
    return unavailable("no line in the response", "changes");
  if (ids.some((named) => named !== null && !isSameId(named, id)))
    return mismatchedId(log, id, "changes");
  const rejected: RejectedLine[] = [];
  for (const { resultCode, resultCodeDescription } of lines) {
    const wasDone = wasRejected(resultCode);
    if (wasDone === null) {
      unknownValues.seen("reject_result_code", resultCode ?? "none", id);
      return unavailable("a line without a documented result code", "changes");
    }
    rejected.push({
      id,
      rejected: wasDone,
      code: resultCode ?? "",
      reason:
        resultCodeDescription === null
          ? null
          : cutText(resultCodeDescription, REASON_MAX),
    });
  }
  return { kind: "found", value: rejected };
}

/**
 * Only the result code tells whether a line was rejected: the documented refusal also has the status 7, "Rejected".
 * Null for an undocumented code.
 */
function wasRejected(code: string | null): boolean | null {
  if (code === "0") return true;
  return code === "1" ? false : null;
}
