/** Which fields of events and deliveries are personal. Pure. */
import type {
  Attempt as AttemptJson,
  Order as OrderJson,
} from "@malipo/protocol";
import type {
  MerchantAttempt as MerchantAttemptJson,
  Refund as RefundJson,
  WebhookPayload,
} from "@malipo/protocol/merchant";
import { readPayload } from "../merchant-event.ts";
import {
  ADJUSTMENT,
  AMOUNT,
  ANSWER,
  LINE,
  action,
  metadata,
} from "./common-fields.ts";
import { KEPT, cleared, eraseFields, replaced } from "./erase-fields.ts";
import type { FieldsOf } from "./erase-fields.ts";

const FAILURE = {
  code: KEPT,
  retryable: KEPT,
  retryAfterSeconds: KEPT,
} as const;

const ATTEMPT_VIEW: FieldsOf<AttemptJson> = {
  ...{ id: KEPT, method: KEPT, amount: AMOUNT },
  status: KEPT,
  action: action(),
  failure: FAILURE,
  promptExpiresAt: KEPT,
  retryAt: KEPT,
  createdAt: KEPT,
};

const MERCHANT_ATTEMPT_VIEW: FieldsOf<MerchantAttemptJson> = {
  ...ATTEMPT_VIEW,
  provider: KEPT,
  phone: cleared(),
  receipt: KEPT,
  payerReference: KEPT,
  transfer: KEPT,
  payments: { receipt: KEPT, amount: AMOUNT, at: KEPT },
};

const ORDER_VIEW: FieldsOf<OrderJson> = {
  createdAt: KEPT,
  ...{ reviewReasons: KEPT, surplus: AMOUNT, surplusLeft: AMOUNT },
  attention: KEPT,
  resolution: { note: replaced(), at: KEPT, complete: KEPT },
  earlierResolutions: { note: replaced(), at: KEPT },
  metadata: metadata(),
  fields: ANSWER,
  id: KEPT,
  reference: KEPT,
  version: KEPT,
  livemode: KEPT,
  status: KEPT,
  flags: { late: KEPT, overpaid: KEPT, review: KEPT },
  amount: AMOUNT,
  lines: LINE,
  adjustments: ADJUSTMENT,
  payment: KEPT,
  ...{ amountPaid: AMOUNT, amountDue: AMOUNT, depositDue: AMOUNT },
  parts: { method: KEPT, amount: AMOUNT, receipt: KEPT, at: KEPT },
  receiptUrl: KEPT,
  source: { type: KEPT, paymentLink: KEPT, single: KEPT },
  expiresAt: KEPT,
  methods: {
    id: KEPT,
    title: KEPT,
    input: KEPT,
    action: KEPT,
    available: KEPT,
    min: AMOUNT,
    max: AMOUNT,
    reason: KEPT,
    ...{ reasonForAll: KEPT, reasonForDeposit: KEPT },
  },
  attempt: ATTEMPT_VIEW,
  outcome: {
    id: KEPT,
    status: KEPT,
    method: KEPT,
    amount: AMOUNT,
    receipt: KEPT,
    at: KEPT,
    late: KEPT,
    // An erased order's receipt shows the money alone.
    receiptUrl: KEPT,
  },
  refunds: { state: KEPT, paid: AMOUNT, pending: AMOUNT },
  merchant: { name: KEPT, supportUrl: KEPT },
  currencyExponent: KEPT,
  serverTime: KEPT,
};

const REFUND_VIEW: FieldsOf<RefundJson> = {
  id: KEPT,
  orderId: KEPT,
  attemptId: KEPT,
  amount: AMOUNT,
  status: KEPT,
  reason: replaced(),
  phone: replaced(),
  receipt: KEPT,
  failure: KEPT,
  review: KEPT,
  createdAt: KEPT,
};

const PAYLOAD: FieldsOf<WebhookPayload> = {
  type: KEPT,
  timestamp: KEPT,
  data: {
    order: ORDER_VIEW,
    attempt: MERCHANT_ATTEMPT_VIEW,
    refund: REFUND_VIEW,
  },
};

/** Of an event or delivery. What was told stays what was told, but for who it was about. */
export function erasePayload(payload: string): string {
  return JSON.stringify(eraseFields(PAYLOAD, readPayload(payload)));
}
