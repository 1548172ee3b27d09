/** POST /v1/express-deposit: https://docs.transalink.io/express-deposit-request-34512108e0 */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { DepositAttempt } from "./attempts.ts";
import type { Decisions } from "./decisions.ts";
import { createPromptIds } from "../lib/ids.ts";
import type { Ledger } from "./ledger.ts";
import type { Operator } from "../lib/operators.ts";
import type { PayerPlan } from "./magic-phones.ts";
import { planForPhone } from "./magic-phones.ts";
import { toAcceptance } from "../lib/acceptance.ts";
import type { ApiResponse } from "../../web/response.ts";
import { jsonResponse } from "../../web/response.ts";
import type { Handler } from "../lib/endpoint.ts";
import { duplicateResponse, errorResponse } from "../lib/errors.ts";
import {
  kenyanPhone,
  optionalText,
  text,
  transactionCents,
  webAddress,
  withNames,
} from "../lib/fields.ts";
import { readBody } from "../lib/read-body.ts";

const depositFields = {
  ShortCode: text(7),
  Amount: transactionCents.refine(
    (amount) => amount % 100 === 0,
    "A prompt takes whole shillings.",
  ),
  PhoneNumber: kenyanPhone,
  AccountNo: optionalText(25),
  TransactionDesc: text(100),
  OriginatorConversationId: text(100),
  CallBackUrl: webAddress(256),
  Type: z
    .union([z.string(), z.int()], { error: "The value is not a string." })
    .refine(
      (type) => String(type).length <= 3,
      "The value is longer than 3 characters.",
    )
    .nullish(),
  SuccessRedirectUrl: optionalText(256),
  FailedRedirectUrl: optionalText(256),
  ServiceCode: optionalText(6),
  Currency: optionalText(6),
  FirstName: optionalText(128),
  LastName: optionalText(128),
};

const depositRequest = z.preprocess(
  withNames(Object.keys(depositFields)),
  z.object(depositFields),
);

export interface DepositOptions {
  readonly ledger: Ledger;
  readonly decisions: Decisions;
  readonly promptSeconds: number;
  /** The short code for Airtel Money. */
  readonly airtelShortCode: string;
  readonly log: (line: string) => void;
}

export function depositHandler(options: DepositOptions): Handler {
  return (request) => {
    const body = readBody(request, depositRequest);
    if (!body.ok) return body.answer;
    const id = body.fields.OriginatorConversationId;
    if (options.ledger.get(id) !== undefined) return duplicateResponse(id);
    const plan = planForPhone(body.fields.PhoneNumber);
    if (plan.submit === "refused") {
      options.log(`${id}: deposit refused with 500, as its phone number asks`);
      return errorResponse(500, { originatorConversationId: id });
    }
    const attempt = toAttempt(body.fields, plan, options);
    return accept(options, attempt, plan);
  };
}

function accept(
  { ledger, decisions, log }: DepositOptions,
  attempt: DepositAttempt,
  plan: PayerPlan,
): ApiResponse {
  if (!ledger.put(attempt))
    return errorResponse(429, { reason: "Too many open deposits." });
  decisions.schedule(attempt, plan);
  log(`${attempt.originatorConversationId}: prompt sent to ${attempt.phone}`);
  const message = toAcceptance(attempt, "Deposit request accepted");
  const answer = jsonResponse(202, { message });
  return plan.submit === "lost" ? { ...answer, arrives: "none" } : answer;
}

function toAttempt(
  fields: z.output<typeof depositRequest>,
  plan: PayerPlan,
  { promptSeconds, airtelShortCode }: DepositOptions,
): DepositAttempt {
  const createdAt = new Date();
  return {
    kind: "deposit",
    originatorConversationId: fields.OriginatorConversationId,
    conversationId: randomUUID(),
    callbackUrl: fields.CallBackUrl,
    amountCents: fields.Amount,
    currency: fields.Currency ?? "KES",
    createdAt,
    decision: null,
    deliveries: [],
    phone: fields.PhoneNumber,
    shortCode: fields.ShortCode,
    operator: toOperator(fields, airtelShortCode),
    accountNo: fields.AccountNo,
    description: fields.TransactionDesc,
    firstName: fields.FirstName,
    lastName: fields.LastName,
    ...createPromptIds(createdAt),
    payer: plan.automatic === null ? "person" : "automatic",
    promptEndsAt: new Date(createdAt.getTime() + promptSeconds * 1000),
    ignored: false,
  };
}

/** The request's service code decides; without one, the short code. */
function toOperator(
  { ServiceCode, ShortCode }: z.output<typeof depositRequest>,
  airtelShortCode: string,
): Operator {
  const isAirtel =
    ServiceCode === null
      ? ShortCode === airtelShortCode
      : ServiceCode.toUpperCase() === "AIRTEL";
  return isAirtel ? "airtel" : "mpesa";
}
