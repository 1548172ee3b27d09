import { CONFIGURED_ENDPOINT_ID } from "../../src/domain/webhook-endpoint.ts";
import type { Amount, ProblemCode } from "@malipo/protocol";
import { expect } from "vitest";
import { NO_FACTS } from "../../src/domain/attempt.ts";
import type { Attempt, AttemptPlan } from "../../src/domain/attempt.ts";
import type { Result } from "../../src/domain/errors.ts";
import type { Delivery } from "../../src/domain/delivery.ts";
import { join } from "../../src/domain/join.ts";
import type { Observation } from "../../src/domain/observation.ts";
import type { Order } from "../../src/domain/order.ts";
import type { Refund, RefundPlan } from "../../src/domain/refund.ts";
import type { UnmatchedPayment } from "../../src/domain/unmatched-payment.ts";
import type { Transfer } from "../../src/domain/transfer.ts";

export const T0 = Date.parse("2026-11-21T09:00:00Z");
export const KES_2500: Amount = { value: 250_000, currency: "KES" };

export function aPlan(changes: Partial<AttemptPlan> = {}): AttemptPlan {
  return {
    id: "7b0c0b0e-52b2-4f0c-9d59-0a3c5f7d0001",
    orderId: "ord_AAAAAAAAAAAAAAAAAAAAAA",
    method: "mpesa",
    provider: "almara",
    amount: KES_2500,
    phone: "254712345678",
    createdAt: T0,
    promptExpiresAt: T0 + 60_000,
    deadlineAt: T0 + 90_000,
    absentAfterMs: 20_000,
    payerReference: null,
    ...changes,
  };
}

export function anAttempt(
  seen: readonly Observation[],
  changes: Partial<AttemptPlan> = {},
): Attempt {
  return seen.reduce(join, { plan: aPlan(changes), facts: NO_FACTS });
}

export const anUnmatchedPayment = (
  changes: Partial<UnmatchedPayment> = {},
): UnmatchedPayment => ({
  id: "SKL7X2Q9WD",
  provider: "almara",
  account: "TYP0",
  amount: KES_2500,
  phone: "254712345678",
  payerName: "WANJIKU",
  at: T0,
  raw: new Uint8Array([0x7b, 0x00, 0xff]),
  assigned: null,
  dismissed: null,
  ...changes,
});

export function anOrder(changes: Partial<Order> = {}): Order {
  return {
    id: "ord_AAAAAAAAAAAAAAAAAAAAAA",
    reference: "ORD-20261121-ABCDEF",
    version: 1,
    amount: KES_2500,
    lines: [
      {
        sku: "SHRT-BLK-XL-9981",
        name: "Black Shirt XL",
        quantity: 1,
        unitAmount: KES_2500,
        amount: KES_2500,
      },
    ],
    adjustments: [],
    source: { type: "cart" },
    livemode: true,
    createdAt: T0,
    expiresAt: T0 + 3_600_000,
    expiredAt: null,
    cancelledAt: null,
    tokenEpoch: 1,
    origin: "https://shop.example",
    returnUrl: null,
    locale: null,
    customer: null,
    erasedAt: null,
    attempts: [],
    ...changes,
  };
}

export function aRefund(
  changes: Partial<RefundPlan> = {},
  facts: Partial<Refund["facts"]> = {},
): Refund {
  const plan: RefundPlan = {
    id: "9d1c0b0e-52b2-4f0c-9d59-0a3c5f7d0009",
    orderId: "ord_AAAAAAAAAAAAAAAAAAAAAA",
    attemptId: "7b0c0b0e-52b2-4f0c-9d59-0a3c5f7d0001",
    provider: "almara",
    amount: KES_2500,
    phone: "254712345678",
    reason: "Wrong size",
    createdAt: T0,
    ...changes,
  };
  return { plan, facts: { ...NO_FACTS, ...facts } };
}

export const aTransfer = (changes: Partial<Transfer> = {}): Transfer => ({
  reference: "TXN-16820000-AB1C2D3E",
  status: "awaiting_acceptance",
  senderTag: "amina@wallet",
  senderApp: null,
  receiverTag: "duka@dukaapp",
  amount: KES_2500,
  currency: "KES",
  amountText: "2500",
  narration: "AB2CD3EF4G",
  rejectionReason: null,
  expiresAt: null,
  createdAt: null,
  ...changes,
});

/** Due, and not tried yet. */
export const aDelivery = (changes: Partial<Delivery> = {}): Delivery => ({
  id: "msg_1",
  eventId: changes.id ?? "msg_1",
  endpointId: CONFIGURED_ENDPOINT_ID,
  event: "order.paid",
  orderId: "ord_AAAAAAAAAAAAAAAAAAAAAA",
  payload: "{}",
  status: "pending",
  tries: 0,
  lastTryAt: null,
  lastStatus: null,
  lastError: null,
  nextTryAt: T0,
  createdAt: T0,
  deliveredAt: null,
  ...changes,
});

/** Short ways to say what was learned, `s` seconds after the attempt began. */
export const seen = {
  accepted: (s = 1): Observation => ({
    kind: "accepted",
    at: T0 + s * 1000,
    action: { type: "prompt", phone: "0712 ••• 678" },
  }),
  submitUnknown: (s = 15): Observation => ({
    kind: "submit_unknown",
    at: T0 + s * 1000,
  }),
  payerAnswered: (s = 20): Observation => ({
    kind: "payer_answered",
    at: T0 + s * 1000,
  }),
  succeeded: (s = 25, amount: Amount | null = null): Observation => ({
    kind: "succeeded",
    at: T0 + s * 1000,
    amount,
    receipt: "SKL7X2Q9WD",
  }),
  refused: (
    s = 25,
    status: "failed" | "cancelled" | "expired" = "failed",
    code:
      | "insufficient_funds"
      | "wrong_pin"
      | "session_busy"
      | "declined"
      | null = "insufficient_funds",
  ): Observation => ({ kind: "refused", at: T0 + s * 1000, status, code }),
  timedOut: (s: number): Observation => ({
    kind: "timed_out",
    at: T0 + s * 1000,
  }),
  pending: (s: number): Observation => ({ kind: "pending", at: T0 + s * 1000 }),
  /** `absentForS`: how long the submit had been over, as measured. */
  notFound: (s: number, absentForS: number): Observation => ({
    kind: "not_found",
    at: T0 + s * 1000,
    absentForMs: absentForS * 1000,
  }),
  deadline: (s = 90): Observation => ({ kind: "deadline", at: T0 + s * 1000 }),
  cancelRequested: (s: number): Observation => ({
    kind: "cancel_requested",
    at: T0 + s * 1000,
  }),
  amountDisputed: (s = 25): Observation => ({
    kind: "amount_disputed",
    at: T0 + s * 1000,
  }),
  matched: (s = 20, transfer = "TXN-16820000-AB1C2D3E"): Observation => ({
    kind: "matched",
    at: T0 + s * 1000,
    transfer,
  }),
  payment: (
    s: number,
    value: number,
    receipt = "SKL7X2Q9WD",
    currency = "KES",
  ): Observation => ({
    kind: "payment",
    at: T0 + s * 1000,
    receipt,
    amount: { value, currency },
  }),
  unresolved: (s = 259_200): Observation => ({
    kind: "unresolved",
    at: T0 + s * 1000,
  }),
};

/** The value, or the refusal's code; a refusal says in a sentence what is wrong. */
export function outcomeOf<T>(result: Result<T>): T | ProblemCode {
  if (result.ok) return result.value;
  expect(result.detail).toMatch(/^[A-Z].*[.]$/);
  return result.code;
}
