/** Which stored fields are personal. The `erase…` functions return copies without them. Pure. */
import type { Attempt, AttemptFacts } from "../attempt.ts";
import type { Delivery } from "../delivery.ts";
import type { ReceiptMessage } from "../receipt-message.ts";
import type { Instant, Observation } from "../observation.ts";
import type { Order, Resolution } from "../order.ts";
import type { Refund } from "../refund.ts";
import type { TraceContext } from "../trace-context.ts";
import type { UnmatchedPayment } from "../unmatched-payment.ts";
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
import { erasePayload } from "./payload-data.ts";

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

const MESSAGE: FieldsOf<ReceiptMessage> = {
  tries: KEPT,
  sentAt: KEPT,
  givenUpAt: KEPT,
  lastStatus: KEPT,
  payments: KEPT,
};

/** The note is written by the shop's staff, often with a name. */
const RESOLUTION: FieldsOf<Resolution> = {
  ...{ note: replaced(), at: KEPT },
  ...{ issues: KEPT, surplusLeft: KEPT },
};

const ORDER: FieldsOf<Order> = {
  id: KEPT,
  reference: KEPT,
  version: KEPT,
  livemode: KEPT,
  amount: AMOUNT,
  lines: LINE,
  adjustments: ADJUSTMENT,
  source: { type: KEPT, paymentLink: KEPT, single: KEPT },
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
  refunds: { paid: AMOUNT, pending: AMOUNT, surplus: AMOUNT },
  messages: { email: MESSAGE, sms: MESSAGE },
  resolution: RESOLUTION,
  earlierResolutions: RESOLUTION,
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
