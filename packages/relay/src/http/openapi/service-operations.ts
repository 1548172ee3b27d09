/** The calls of the merchant's backend about refunds, and about what is the providers' own. */
import type { ProblemCode } from "@malipo/protocol";
import {
  billAnswerSchema,
  oneRefundAnswerSchema,
  payoutAnswerSchema,
  refundListAnswerSchema,
  rejectionAnswerSchema,
  routeListAnswerSchema,
  transferAnswerSchema,
  transferHistorySchema,
  transferListAnswerSchema,
  unmatchedPaymentListAnswerSchema,
} from "../merchant/service-answers.ts";
import {
  emptySchema,
  pageSchema,
  refundSchema,
  transferRejectionSchema,
} from "../merchant/schemas.ts";
import type { Operation } from "./operation.ts";

const access = "merchantKey";
const noBody = { body: emptySchema, bodyIsOptional: true };

const ASKS: readonly ProblemCode[] = [
  "provider_not_configured",
  "provider_unavailable",
  "provider_busy",
  "provider_refused",
];
const READS: readonly ProblemCode[] = [...ASKS, "not_found"];
/** A reading call meets a conflict where the provider answers so. */
const READS_STATE: readonly ProblemCode[] = [...READS, "provider_conflict"];
const CHANGES: readonly ProblemCode[] = [
  ...READS,
  "provider_conflict",
  "provider_outcome_unknown",
];

const refund = { description: "The refund.", schema: oneRefundAnswerSchema };
const transfer = {
  description: "The transfer after it.",
  schema: transferAnswerSchema,
};

export const REFUND_OPERATIONS: readonly Operation[] = [
  {
    method: "post",
    path: "/v1/merchant/orders/:id/refunds",
    id: "createRefund",
    summary: "Send money back to the phone that paid",
    description:
      "Makes a payout of `amount`, or of all that is left of the payment. Never more than was paid is sent, however many requests come at once. Money leaves: the `Idempotency-Key` is required, and is never forgotten. The refund is stored before the provider hears of it and sent once: where the answer is lost it is `unconfirmed`, counts as sent, and is asked about for 72 hours. A refund that `failed` sent nothing, and may be made again with a new key.",
    access,
    idempotencyKey: "required",
    body: refundSchema,
    answers: { 201: refund },
    problems: [
      "not_found",
      "provider_not_configured",
      "refund_not_possible",
      "attempt_required",
      "amount_out_of_range",
      "currency_unsupported",
    ],
  },
  {
    method: "get",
    path: "/v1/merchant/orders/:id/refunds",
    id: "listRefunds",
    summary: "List the refunds of an order, oldest first",
    access,
    answers: {
      200: { description: "All of them.", schema: refundListAnswerSchema },
    },
    problems: ["not_found"],
  },
  {
    method: "get",
    path: "/v1/merchant/orders/:id/refunds/:refundId",
    id: "readRefund",
    summary: "Read a refund",
    access,
    answers: { 200: refund },
    problems: ["not_found"],
  },
  {
    method: "post",
    path: "/v1/merchant/orders/:id/refunds/:refundId/reject",
    id: "rejectRefund",
    summary: "Stop a refund that has not been paid",
    access,
    ...noBody,
    answers: { 200: refund },
    problems: [...CHANGES, "refund_closed"],
  },
];

export const SERVICE_OPERATIONS: readonly Operation[] = [
  {
    method: "get",
    path: "/v1/merchant/payouts/:id",
    id: "readPayout",
    summary: "Read a payout at Almara Pay",
    description:
      "By the `originatorConversationId` it was made under. `timed_out` and `unknown` are open: the money may have moved.",
    access,
    answers: {
      200: { description: "The payout.", schema: payoutAnswerSchema },
    },
    problems: READS_STATE,
  },
  {
    method: "post",
    path: "/v1/merchant/payouts/:id/reject",
    id: "rejectPayout",
    summary: "Stop a payout that has not been paid",
    description:
      "Answered line by line, by the result code alone. `provider_conflict` where no line was stopped.",
    access,
    ...noBody,
    answers: {
      200: {
        description: "At least one line was stopped.",
        schema: rejectionAnswerSchema,
      },
    },
    problems: CHANGES,
  },
  {
    method: "get",
    path: "/v1/merchant/bills/:id",
    id: "readBill",
    summary: "Read a bill payment at Almara Pay",
    access,
    answers: {
      200: { description: "The bill payment.", schema: billAnswerSchema },
    },
    problems: READS_STATE,
  },
  {
    method: "get",
    path: "/v1/merchant/routes",
    id: "listRoutes",
    summary: "List the routes that Almara Pay has assigned",
    access,
    answers: {
      200: {
        description: "From memory for hours.",
        schema: routeListAnswerSchema,
      },
    },
    problems: READS_STATE,
  },
  {
    method: "get",
    path: "/v1/merchant/transfers/pending",
    id: "listPendingTransfers",
    summary: "List the FlexPay transfers that wait to be accepted",
    access,
    answers: {
      200: {
        description: "At most 1,000, newest last.",
        schema: transferListAnswerSchema,
      },
    },
    problems: READS_STATE,
  },
  {
    method: "get",
    path: "/v1/merchant/transfers/:reference",
    id: "readTransfer",
    summary: "Read a FlexPay transfer, and how FlexPay's webhooks of it fared",
    access,
    answers: {
      200: { description: "The transfer.", schema: transferHistorySchema },
    },
    problems: READS_STATE,
  },
  {
    method: "post",
    path: "/v1/merchant/transfers/:reference/accept",
    id: "acceptTransfer",
    summary: "Take a FlexPay transfer",
    description:
      "Where its narration names an attempt, the order learns of it as of any other transfer. The decision is stored first: the relay never rejects the transfer by itself afterwards.",
    access,
    ...noBody,
    answers: { 200: transfer },
    problems: CHANGES,
  },
  {
    method: "post",
    path: "/v1/merchant/transfers/:reference/reject",
    id: "rejectTransfer",
    summary: "Send a FlexPay transfer back",
    description:
      "The decision is stored first: the relay never accepts the transfer afterwards, and repeats the rejection where the provider did not carry it out.",
    access,
    body: transferRejectionSchema,
    answers: { 200: transfer },
    problems: CHANGES,
  },
  {
    method: "get",
    path: "/v1/merchant/unmatched-payments",
    id: "listUnmatchedPayments",
    summary: "List payments that belong to no order, newest first",
    access,
    query: pageSchema,
    answers: {
      200: {
        description: "A page of them.",
        schema: unmatchedPaymentListAnswerSchema,
      },
    },
  },
];
