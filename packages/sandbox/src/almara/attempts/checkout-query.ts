/** GET /v1/checkout-order/check-status: https://docs.transalink.io/query-checkout-request-34512111e0 */
import type { CheckoutAttempt, Decision } from "./attempts.ts";
import { isLapsed } from "./attempts.ts";
import type { JsonValue } from "../../web/json-text.ts";
import type { Ledger } from "./ledger.ts";
import { jsonResponse } from "../../web/response.ts";
import {
  toOrderMembers,
  toOutcomeMembers,
} from "../callbacks/checkout-callback.ts";
import type { Handler } from "../lib/endpoint.ts";
import { errorResponse, notFoundResponse } from "../lib/errors.ts";
import { findById, readIdQuery } from "../lib/id-query.ts";

export function checkoutQueryHandler(ledger: Ledger): Handler {
  return (request) => {
    const query = readIdQuery(request);
    if (!query.ok) return errorResponse(400, { errors: query.errors });
    const { id, idType } = query;
    const attempt = findById(ledger, id, idType);
    if (attempt?.kind !== "checkout") return notFoundResponse(id, idType.word);
    return jsonResponse(200, {
      id: attempt.id,
      originatorConversationId: attempt.originatorConversationId,
      conversationId: attempt.conversationId,
      checkoutId: attempt.checkoutId,
      ...toOrderMembers(attempt, toCurrencyText(attempt.currencyCode)),
      checkoutOutcome: toOutcome(attempt),
    });
  };
}

/** `404`, `008`: three digits, as a string only in this response. */
function toCurrencyText(code: number): string {
  return String(code).padStart(3, "0");
}

function toOutcome(attempt: CheckoutAttempt): JsonValue {
  const decision = attempt.decision ?? toLapse(attempt);
  if (decision === null) return null;
  const { head, thirdParty } = toOutcomeMembers(decision);
  return { ...head, ThirdPartyPayload: thirdParty };
}

function toLapse(attempt: CheckoutAttempt): Decision | null {
  return isLapsed(attempt)
    ? { outcome: "timed_out", at: new Date(attempt.dueDate), reference: null }
    : null;
}
