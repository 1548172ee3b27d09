/** Which stored fields are personal. The `erase…` functions return copies without them. Pure. */
import type {
  Action,
  Adjustment,
  Amount,
  Attempt as AttemptJson,
  Line,
  OrderField,
  Order as OrderJson,
} from "@malipo/protocol";
import type {
  MerchantAttempt as MerchantAttemptJson,
  Refund as RefundJson,
  WebhookPayload,
} from "@malipo/protocol/merchant";
import type { Attempt, AttemptFacts } from "../attempt.ts";
import type { Delivery } from "../delivery.ts";
import { readPayload } from "../merchant-event.ts";
import type { MessageProgress } from "../message-progress.ts";
import type { Instant, Observation } from "../observation.ts";
import type { Metadata, Order } from "../order.ts";
import type { Refund } from "../refund.ts";
import type { UnmatchedPayment } from "../unmatched-payment.ts";
import { KEPT, cleared, eraseFields, replaced } from "./erase-fields.ts";
import type { FieldsOf, Personal } from "./erase-fields.ts";
import type { TraceContext } from "../trace-context.ts";

const AMOUNT: FieldsOf<Amount> = { value: KEPT, currency: KEPT };

/** The goods, as the shop describes them. */
const LINE: FieldsOf<Line> = {
  sku: KEPT,
  name: KEPT,
  quantity: KEPT,
  unitAmount: AMOUNT,
  amount: AMOUNT,
  imageUrl: KEPT,
  maxQuantity: KEPT,
};

/** The label is the shop's. */
const ADJUSTMENT: FieldsOf<Adjustment> = {
  kind: KEPT,
  label: KEPT,
  amount: AMOUNT,
};

/** A hosted page's URL opens one payer's payment, and a prompt contains a phone. The others contain the shop's data. */
const IS_ABOUT_PAYER: Readonly<Record<Action["type"], boolean>> = {
  redirect: true,
  prompt: true,
  paybill: false,
  tag: false,
};

const action = (): Personal<Action | null> => ({
  becomes: (value) => (IS_ABOUT_PAYER[value.type] ? null : value),
});

/** The merchant's own data: nobody else knows what it says. */
const metadata = (): Personal<Metadata | undefined> => ({
  becomes: () => undefined,
});

/** The question is the shop's, the answer the payer's. */
const ANSWER: FieldsOf<OrderField> = {
  id: KEPT,
  label: KEPT,
  value: replaced(),
};

const FACTS: FieldsOf<AttemptFacts> = {
  accepted: { at: KEPT, action: action() },
  submitUnknownAt: KEPT,
  payerAnswered: KEPT,
  success: { at: KEPT, seq: KEPT, receipt: KEPT, amountKnown: KEPT },
  mismatch: { at: KEPT, seq: KEPT, receipt: KEPT, amountKnown: KEPT },
  transfer: { at: KEPT, seq: KEPT, reference: KEPT },
  payments: { at: KEPT, seq: KEPT, receipt: KEPT, amount: AMOUNT },
  refusal: { at: KEPT, seq: KEPT, status: KEPT, code: KEPT },
  timedOutFirstAt: KEPT,
  timedOutLastAt: KEPT,
  pendingLastAt: KEPT,
  notFoundFirstAt: KEPT,
  notFoundLastAt: KEPT,
  absentForMs: KEPT,
  deadlinePassed: KEPT,
  cancelRequestedAt: KEPT,
  cancelSeq: KEPT,
  deadlineSeq: KEPT,
  timedOutSeq: KEPT,
  pendingSince: KEPT,
  timedOutSince: KEPT,
  askedSince: KEPT,
  amountDisputed: KEPT,
  receiptDisputed: KEPT,
  unresolved: KEPT,
};

/** The ids stay, so that late callbacks, notices and queries find their attempt. */
const ATTEMPT: FieldsOf<Attempt> = {
  plan: {
    id: KEPT,
    orderId: KEPT,
    method: KEPT,
    provider: KEPT,
    amount: AMOUNT,
    // Not null: the attempt's state depends on whether there was a phone.
    phone: replaced(),
    createdAt: KEPT,
    promptExpiresAt: KEPT,
    deadlineAt: KEPT,
    absentAfterMs: KEPT,
    payerReference: KEPT,
    takesParts: KEPT,
  },
  facts: FACTS,
};

/** Ids; but what `tracestate` holds is known only to those who wrote it. */
const TRACE: FieldsOf<TraceContext> = {
  trace: KEPT,
  tracestate: { becomes: () => undefined },
};

const MESSAGE: FieldsOf<MessageProgress> = {
  tries: KEPT,
  sentAt: KEPT,
  givenUpAt: KEPT,
  lastStatus: KEPT,
};

const ORDER: FieldsOf<Order> = {
  id: KEPT,
  reference: KEPT,
  version: KEPT,
  livemode: KEPT,
  amount: AMOUNT,
  lines: LINE,
  adjustments: ADJUSTMENT,
  source: { type: KEPT, paymentLink: KEPT },
  createdAt: KEPT,
  expiresAt: KEPT,
  expiredAt: KEPT,
  cancelledAt: KEPT,
  tokenEpoch: KEPT,
  origin: KEPT,
  // Its query may contain anything.
  returnUrl: cleared(),
  locale: KEPT,
  customer: cleared(),
  metadata: metadata(),
  fields: ANSWER,
  ...{ payment: KEPT, deposit: AMOUNT },
  partsReturned: KEPT,
  onePerPhone: KEPT,
  refunds: { paid: AMOUNT, pending: AMOUNT },
  messages: { email: MESSAGE, sms: MESSAGE },
  // Written by the shop's staff, often with a name.
  resolution: { note: replaced(), at: KEPT, issues: KEPT },
  attempts: ATTEMPT,
  ...TRACE,
  erasedAt: KEPT,
};

const OBSERVATION: FieldsOf<Observation> = {
  kind: KEPT,
  at: KEPT,
  action: action(),
  amount: AMOUNT,
  receipt: KEPT,
  status: KEPT,
  code: KEPT,
  since: KEPT,
  seq: KEPT,
  absentForMs: KEPT,
  transfer: KEPT,
};

const REFUND: FieldsOf<Refund> = {
  plan: {
    ...{ id: KEPT, orderId: KEPT, attemptId: KEPT },
    provider: KEPT,
    amount: AMOUNT,
    phone: replaced(),
    // Written by the shop's staff, often with a name.
    reason: replaced(),
    ...TRACE,
    createdAt: KEPT,
  },
  facts: FACTS,
  settledIssues: KEPT,
};

/** The account is free text that the payer typed. */
const UNMATCHED: FieldsOf<UnmatchedPayment> = {
  id: KEPT,
  provider: KEPT,
  account: cleared(),
  amount: AMOUNT,
  phone: cleared(),
  payerName: cleared(),
  at: KEPT,
  surplusOf: { paymentLink: KEPT, orderId: KEPT },
  assigned: { orderId: KEPT, attemptId: KEPT, at: KEPT },
  // Written by the shop's staff, often with a name.
  dismissed: { note: replaced(), at: KEPT },
  raw: { becomes: () => new Uint8Array() },
};

const DELIVERY: FieldsOf<Delivery> = {
  id: KEPT,
  eventId: KEPT,
  endpointId: KEPT,
  event: KEPT,
  orderId: KEPT,
  payload: { becomes: erasePayload },
  status: KEPT,
  tries: KEPT,
  lastTryAt: KEPT,
  lastStatus: KEPT,
  lastError: KEPT,
  nextTryAt: KEPT,
  createdAt: KEPT,
  ...TRACE,
  deliveredAt: KEPT,
};

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
  ...{ reviewReasons: KEPT, surplus: AMOUNT },
  resolution: { note: replaced(), at: KEPT, complete: KEPT },
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
  source: { type: KEPT, paymentLink: KEPT },
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

export const eraseOrder = (order: Order, at: Instant): Order => ({
  ...eraseFields(ORDER, order),
  erasedAt: order.erasedAt ?? at,
});

export const eraseObservation = (observation: Observation): Observation =>
  eraseFields(OBSERVATION, observation);

export const eraseRefund = (refund: Refund): Refund =>
  eraseFields(REFUND, refund);

export const eraseDelivery = (delivery: Delivery): Delivery =>
  eraseFields(DELIVERY, delivery);

export const eraseUnmatchedPayment = (
  payment: UnmatchedPayment,
): UnmatchedPayment => eraseFields(UNMATCHED, payment);

/** Of an event or delivery. What was told stays what was told, but for who it was about. */
export function erasePayload(payload: string): string {
  return JSON.stringify(eraseFields(PAYLOAD, readPayload(payload)));
}
