/**
 * POST /v1/payment-order/new-order, as a transfer to phones. The request's shape is inferred from the answer to a query
 * of it; the sandbox sends no callback for a payout, since none is documented.
 */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { createTrackingNumber } from "../lib/ids.ts";
import { DecimalNumber } from "../../web/json-text.ts";
import { toOperatorOfNetwork } from "../lib/operators.ts";
import type { PayoutLine, PayoutOrder } from "./payout.ts";
import type { Payouts } from "./payouts.ts";
import { toAcceptance } from "../lib/acceptance.ts";
import { jsonResponse } from "../../web/response.ts";
import type { Handler } from "../lib/endpoint.ts";
import { errorResponse } from "../lib/errors.ts";
import {
  echoedText,
  kenyanPhone,
  text,
  transactionCents,
  webAddress,
  withNames,
} from "../lib/fields.ts";
import { recipient, remitter } from "./payout-parties.ts";
import { readBody } from "../lib/read-body.ts";

const MAX_LINES = 100;
const NO_TRANSACTION_TYPE = "00000000-0000-0000-0000-000000000000";

const NOT_AN_INTEGER = "The value is not an integer.";

const integer = z
  .union([z.int(), z.string()], { error: NOT_AN_INTEGER })
  .refine((value) => /^\d{1,9}$/.test(String(value)), NOT_AN_INTEGER)
  .transform(Number);

const transactionFields = {
  routeId: text(64),
  channelType: integer,
  amount: transactionCents,
  reference: text(100),
  systemTraceAuditNumber: text(100),
  type: integer.default(0),
  customerAccountNo: echoedText(50),
};

const transaction = z.preprocess(
  withNames(Object.keys(transactionFields)),
  z.object(transactionFields, { error: "The value is not an object." }),
);

const line = z.preprocess(
  withNames(["remitter", "recipient", "transaction"]),
  z
    .object({ remitter, recipient, transaction })
    .transform((fields, context) => {
      const [member, sent] = toAccount(fields.recipient);
      const phone = kenyanPhone.safeParse(sent);
      if (phone.success) return { ...fields, phone: phone.data };
      context.addIssue({
        code: "custom",
        path: ["recipient", member],
        message: "The value is not 254 and nine digits.",
      });
      return z.NEVER;
    }),
);

/** The documented recipient has the phone number as its account number, and an empty phone number. */
function toAccount({
  primaryAccountNumber,
  phoneNumber,
}: z.output<typeof recipient>): readonly [string, string | null] {
  const isAccount = (primaryAccountNumber ?? "") !== "" || !phoneNumber;
  return isAccount
    ? ["primaryAccountNumber", primaryAccountNumber]
    : ["phoneNumber", phoneNumber];
}

const orderFields = {
  originatorConversationId: text(100),
  paymentNotes: echoedText(255),
  callBackUrl: webAddress(256).nullish(),
  paymentOrderLines: z
    .array(line, { error: "The value is not a list." })
    .min(1, "At least one line is required.")
    .max(MAX_LINES, `There are more than ${MAX_LINES} lines.`),
};

const orderRequest = z.preprocess(
  withNames(Object.keys(orderFields)),
  z.object(orderFields),
);

export interface PayoutOrderOptions {
  readonly payouts: Payouts;
  readonly log: (line: string) => void;
}

/** An id that was used before is accepted once more, and creates nothing (https://developers.wapipay.com/apis/mobile-payment). */
export function payoutOrderHandler({
  payouts,
  log,
}: PayoutOrderOptions): Handler {
  return (request) => {
    const body = readBody(request, orderRequest);
    if (!body.ok) return body.answer;
    const id = body.fields.originatorConversationId;
    const known = payouts.records.get(id);
    const order = known ?? toOrder(body.fields);
    if (known === undefined) {
      if (!payouts.accept(order))
        return errorResponse(429, { reason: "Too many open orders." });
      log(`${id}: payout of ${order.lines.length} lines accepted`);
    }
    return jsonResponse(202, {
      message: toAcceptance(order, "Payment order accepted"),
    });
  };
}

function toOrder(fields: z.output<typeof orderRequest>): PayoutOrder {
  return {
    id: randomUUID(),
    originatorConversationId: fields.originatorConversationId,
    conversationId: randomUUID(),
    remarks: fields.paymentNotes ?? "",
    createdAt: new Date(),
    lines: fields.paymentOrderLines.map(toLine),
  };
}

function toLine(fields: z.output<typeof line>): PayoutLine {
  const { amount, type, customerAccountNo, channelType, ...sent } =
    fields.transaction;
  return {
    id: randomUUID(),
    remitter: fields.remitter,
    recipient: fields.recipient,
    transaction: {
      routeId: sent.routeId,
      amount: new DecimalNumber(amount),
      reference: sent.reference,
      systemTraceAuditNumber: sent.systemTraceAuditNumber,
      type,
      channelType,
      customerAccountNo,
      routeTransactionTypeId: NO_TRANSACTION_TYPE,
    },
    remitterName: fields.remitter.name,
    recipientName: fields.recipient.name,
    phone: fields.phone,
    operator: toOperatorOfNetwork(fields.recipient.mccmnc),
    amountCents: amount,
    trackingNumber: createTrackingNumber(),
    state: "queued",
    receipt: null,
    decidedAt: null,
  };
}
