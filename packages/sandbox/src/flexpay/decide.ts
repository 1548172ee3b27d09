/** GET /v1/transactions/{reference}, and the receiver's accept and reject. */
import { z } from "zod";
import type { ApiResponse } from "../web/response.ts";
import type { Application } from "./applications.ts";
import type { Handler } from "./endpoint.ts";
import { dataResponse, refusalResponse } from "./envelope.ts";
import { readBody } from "./read-body.ts";
import { readReference } from "./reference.ts";
import { toTransactionJson } from "./transaction.ts";
import type { TransferResult, Transfers } from "./transfers.ts";
import { toRecordJson } from "./webhook-record.ts";

/** Also shows the caller's own webhook records. */
export function readHandler(transfers: Transfers): Handler {
  return (request, caller) => {
    const found = transfers.find(readReference(request), caller);
    return toAnswer(found, caller, "Transaction retrieved");
  };
}

/** POST …/accept; ignores the body. */
export function acceptHandler(transfers: Transfers): Handler {
  return (request, caller) =>
    toAnswer(
      transfers.accept(readReference(request), caller),
      caller,
      "Transaction accepted",
    );
}

const rejection = z.object({
  reason: z
    .string()
    // Characters, not UTF-16 units.
    .refine(
      (reason) => Array.from(reason).length <= 500,
      "must be at most 500 characters",
    )
    .refine((reason) => reason.trim() !== "", "must not be blank"),
});

/** POST …/reject */
export function rejectHandler(transfers: Transfers): Handler {
  return (request, caller) => {
    const read = readBody(request, rejection);
    if (!read.ok) return read.answer;
    const { reason } = read.fields;
    return toAnswer(
      transfers.reject(readReference(request), caller, reason),
      caller,
      "Transaction rejected",
    );
  };
}

function toAnswer(
  result: TransferResult,
  caller: Application,
  message: string,
): ApiResponse {
  if (!result.ok) return refusalResponse(result.code);
  const { transaction } = result;
  const webhooks = transaction.webhooks
    .filter(({ application }) => application === caller)
    .map(toRecordJson);
  return dataResponse(200, message, {
    ...toTransactionJson(transaction),
    webhooks,
  });
}
