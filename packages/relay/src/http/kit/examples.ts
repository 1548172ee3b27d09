/** Examples shared by several routes in the OpenAPI document: one shirt, its payment and its refund. */
import type {
  Attempt,
  CreateOrderResponse,
  Order,
  PaymentLink,
} from "@malipo/protocol";
import type {
  Delivery,
  MerchantAttempt,
  MerchantPaymentLink,
  Refund,
  WebhookPayload,
} from "@malipo/protocol/merchant";
import {
  ATTEMPT_ID,
  ORDER_ID,
  PAYMENT_LINK_ID,
  REFUND_ID,
} from "./path-params.ts";

const KES_2500 = { value: 250_000, currency: "KES" };
const merchant = { name: "Duka la Mavazi" };

export const ATTEMPT: Attempt = {
  id: ATTEMPT_ID.example,
  method: "mpesa",
  status: "awaiting_payer",
  action: { type: "prompt", phone: "0712 ••• 678" },
  failure: null,
  promptExpiresAt: "2026-11-21T09:03:00.000Z",
  retryAt: null,
  createdAt: "2026-11-21T09:02:00.000Z",
};

export const ORDER: Order = {
  id: ORDER_ID.example,
  reference: "ORD-20261121-7K3Q",
  version: 1,
  livemode: true,
  status: "open",
  flags: { late: false, overpaid: false, review: false },
  amount: KES_2500,
  lines: [
    {
      sku: "SHRT-BLK-XL-9981",
      name: "Black shirt, XL",
      quantity: 1,
      unitAmount: KES_2500,
      amount: KES_2500,
    },
  ],
  source: { type: "cart" },
  expiresAt: "2026-11-21T10:00:00.000Z",
  methods: [
    {
      id: "card",
      title: "Card",
      input: "none",
      action: "redirect",
      available: true,
    },
    {
      id: "mpesa",
      title: "M-Pesa",
      input: "phone",
      action: "prompt",
      available: true,
    },
  ],
  attempt: null,
  outcome: null,
  merchant,
  currencyExponent: 2,
  serverTime: "2026-11-21T09:00:00.000Z",
};

export const PENDING_ORDER: Order = {
  ...ORDER,
  version: 3,
  status: "pending",
  attempt: ATTEMPT,
};

const PAID_ATTEMPT: Attempt = { ...ATTEMPT, status: "succeeded", action: null };

const PAID_ORDER: Order = {
  ...PENDING_ORDER,
  version: 5,
  status: "paid",
  attempt: PAID_ATTEMPT,
  outcome: {
    id: `${ORDER_ID.example}-paid`,
    status: "paid",
    method: "mpesa",
    amount: KES_2500,
    receipt: "TKL4XN2A7Q",
    at: "2026-11-21T09:02:41.000Z",
    late: false,
    receiptUrl: `https://pay.shop.example/receipts/${ORDER_ID.example}?s=Yw3pQ9`,
  },
};

export const MERCHANT_ORDER: Order = {
  ...PAID_ORDER,
  createdAt: "2026-11-21T09:01:12.000Z",
  metadata: { customerNumber: "C-1007" },
};

const KES_1000 = { value: 100_000, currency: "KES" };

const { id, reference, livemode, flags, amount, ...rest } = MERCHANT_ORDER;

export const PARTLY_PAID_ORDER: Order = {
  ...{ id, reference, version: 5, livemode, status: "open", flags, amount },
  payment: "partial",
  amountPaid: KES_1000,
  amountDue: { value: 150_000, currency: "KES" },
  parts: [
    {
      method: "mpesa",
      amount: KES_1000,
      receipt: "TKL4XN2A7Q",
      at: "2026-11-21T09:02:41.000Z",
    },
  ],
  receiptUrl: `https://pay.shop.example/receipts/${ORDER_ID.example}?s=Yw3pQ9`,
  ...rest,
  version: 5,
  status: "open",
  expiresAt: "2026-12-21T09:02:41.000Z",
  outcome: null,
};

export const CREATED_ORDER: CreateOrderResponse = {
  order: ORDER,
  token:
    "eyJhbGciOiJFZERTQSIsInR5cCI6ImNoZWNrb3V0K2p3dCJ9.eyJzdWIiOiJvcmRfIn0.c2lnbmF0dXJl",
  tokenExpiresAt: "2026-11-21T09:10:00.000Z",
  resumeSecret: "rs_9aXw3kQmZ7",
};

export const MERCHANT_ATTEMPT: MerchantAttempt = {
  ...PAID_ATTEMPT,
  provider: "examplepay",
  phone: "254712345678",
  receipt: "TKL4XN2A7Q",
  payerReference: null,
  transfer: null,
  payments: [],
};

export const REFUND: Refund = {
  id: REFUND_ID.example,
  orderId: ORDER_ID.example,
  attemptId: ATTEMPT_ID.example,
  amount: { value: 100_000, currency: "KES" },
  status: "pending",
  reason: "Wrong size",
  phone: "0712 ••• 678",
  receipt: null,
  failure: null,
  review: false,
  createdAt: "2026-11-22T08:00:00.000Z",
};

export const DELIVERY: Delivery = {
  id: "msg_3q2xVb0yT1uH5cK8nZpL6w",
  eventId: "msg_3q2xVb0yT1uH5cK8nZpL6w",
  endpointId: "we_environment",
  event: "order.paid",
  orderId: ORDER_ID.example,
  reference: MERCHANT_ORDER.reference,
  status: "delivered",
  tries: 1,
  lastTryAt: "2026-11-21T09:02:42.000Z",
  lastStatus: 204,
  lastError: null,
  nextTryAt: null,
  createdAt: "2026-11-21T09:02:41.000Z",
  deliveredAt: "2026-11-21T09:02:42.000Z",
};

export const WEBHOOK: WebhookPayload = {
  type: "order.paid",
  timestamp: "2026-11-21T09:02:41.000Z",
  data: { order: MERCHANT_ORDER },
};

export const PAYMENT_LINK: PaymentLink = {
  id: PAYMENT_LINK_ID.example,
  title: "Cooking class",
  description: "Twelve seats",
  currency: "KES",
  amount: KES_2500,
  min: null,
  max: null,
  active: true,
  livemode: true,
  expiresAt: null,
  merchant,
  currencyExponent: 2,
  url: `https://pay.shop.example/pay/${PAYMENT_LINK_ID.example}`,
};

export const MERCHANT_PAYMENT_LINK: MerchantPaymentLink = {
  ...PAYMENT_LINK,
  reference: "CLASS-2026-12",
  metadata: { course: "cooking" },
  returnUrl: null,
  enabled: true,
  mirror: null,
  createdAt: "2026-11-20T07:00:00.000Z",
  updatedAt: "2026-11-20T07:00:00.000Z",
};
