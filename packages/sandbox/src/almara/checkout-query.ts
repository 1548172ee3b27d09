/** GET /v1/checkout-order/check-status: https://docs.transalink.io/query-checkout-request-34512111e0 */
import type { Request } from "express";
import type { Attempt, CheckoutAttempt, Decision } from "../attempts.ts";
import { isLapsed } from "../attempts.ts";
import type { JsonValue } from "../json-text.ts";
import type { Ledger } from "../ledger.ts";
import { jsonAnswer } from "./answer.ts";
import { toOrderMembers, toOutcomeMembers } from "./checkout-callback.ts";
import type { Handler } from "./endpoint.ts";
import type { FieldError } from "./errors.ts";
import { errorAnswer, notFoundAnswer, requiredMessage } from "./errors.ts";
import { readQuery } from "./fields.ts";

/** The two ids a record can be asked for by; as words, or as the numbers of the provider's own enumeration. */
const ID_TYPES = [
  { number: "0", word: "SystemConversationId" },
  { number: "1", word: "OriginatorConversationId" },
] as const;

type IdType = (typeof ID_TYPES)[number];

export function checkoutQueryHandler(ledger: Ledger): Handler {
  return (request) => {
    const query = readIdQuery(request);
    if (!query.ok) return errorAnswer(400, { errors: query.errors });
    const { id, idType } = query;
    const attempt = find(ledger, id, idType);
    if (attempt?.kind !== "checkout") return notFoundAnswer(id, idType.word);
    return jsonAnswer(200, {
      id: attempt.id,
      originatorConversationId: attempt.originatorConversationId,
      conversationId: attempt.conversationId,
      checkoutId: attempt.checkoutId,
      ...toOrderMembers(attempt, toCurrencyText(attempt.currencyCode)),
      checkoutOutcome: toOutcome(attempt),
    });
  };
}

function readIdQuery(
  request: Request,
):
  | { ok: true; id: string; idType: IdType }
  | { ok: false; errors: FieldError[] } {
  const id = readQuery(request, "Id");
  const idTypeText = readQuery(request, "IdType");
  const idType = ID_TYPES.find(
    ({ number, word }) =>
      idTypeText === number || idTypeText?.toLowerCase() === word.toLowerCase(),
  );
  if (id !== undefined && idType !== undefined) return { ok: true, id, idType };
  const errors: FieldError[] = [];
  if (idTypeText === undefined)
    errors.push({ field: "IdType", message: requiredMessage("IdType") });
  else if (idType === undefined)
    errors.push({
      field: "IdType",
      message: `The value '${idTypeText}' is not valid for IdType.`,
    });
  if (id === undefined)
    errors.push({ field: "Id", message: requiredMessage("Id") });
  return { ok: false, errors };
}

function find(ledger: Ledger, id: string, idType: IdType): Attempt | undefined {
  return idType.word === "OriginatorConversationId"
    ? ledger.get(id)
    : ledger.find(({ conversationId }) => conversationId === id.toLowerCase());
}

/** `404`, `008`: three digits, as a string here and only here. */
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
