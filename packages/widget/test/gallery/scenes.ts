/** Every screen with an order that belongs on it. */
import type { Order } from "@malipo/protocol";
import type { FakeRelay } from "../support/fake-relay.ts";
import { problem } from "../support/answers.ts";
import {
  LINK_ID,
  ORDER_ID,
  RELAY,
  at,
  cardAttempt,
  closedOrder,
  flexpayAttempt,
  line,
  openOrder,
  order,
  paidOrder,
  paybillAttempt,
  paymentLink,
  pendingBy,
  pendingOrder,
} from "../support/orders.ts";

export interface Scene {
  readonly attributes?: Readonly<Record<string, string>>;
  /** The order that is handed over; without it the scene begins with a cart. */
  readonly order?: () => Order;
  readonly prepare?: (relay: FakeRelay) => void;
  /** Taps, by the visible text of a button or the selector of a field. */
  readonly steps?: readonly (
    { readonly tap: number } | { readonly type: string; readonly into: string }
  )[];
}

const lines = [line(), line("SHRT-BLU-L-9982", 2), line("SHRT-GRN-M-9983")];
const cart = JSON.stringify(
  lines.map(({ sku, quantity }) => ({ sku, quantity })),
);
const failure = (
  code: NonNullable<NonNullable<Order["attempt"]>["failure"]>["code"],
  retryable = true,
) => ({ code, retryable, retryAfterSeconds: 0 });
const toPay = { tap: -1 };
const transfer = (
  attempt: NonNullable<Order["attempt"]>,
  more: Partial<Order> = {},
) => pendingBy(attempt, { lines, ...more });
const partPaid = { late: false, overpaid: false, review: true };
const ngn = (value: number) => ({ value, currency: "NGN" });

export const SCENES: Readonly<Record<string, Scene>> = {
  idle: { attributes: { cart: "[]" } },
  loading: {
    attributes: { cart },
    prepare: (relay) => {
      relay.instead(/POST/, () => new Promise<Response>(() => undefined));
    },
  },
  review: { attributes: { cart } },
  method: { attributes: { cart }, steps: [toPay] },
  "method-shown-back": {
    attributes: { cart, "test-panel": "" },
    steps: [toPay, { type: "+254712345678", into: "#phone" }],
  },
  "method-wrong": {
    attributes: { cart },
    steps: [toPay, { type: "12345", into: "#phone" }],
  },
  "method-limits": {
    order: () =>
      order({
        source: { type: "merchant" },
        lines,
        methods: [
          {
            id: "mpesa",
            available: false,
            reason: "above_max",
            max: { value: 25000000, currency: "KES" },
          },
          { id: "card", available: true },
        ],
      }),
  },
  "method-all": {
    order: () =>
      order({
        source: { type: "merchant" },
        lines,
        methods: [
          { id: "mpesa", available: true },
          { id: "airtel", available: true },
          { id: "card", available: true },
          { id: "paybill", available: true },
          { id: "flexpay", available: false, reason: "below_min" },
        ],
      }),
  },
  "review-paybill": {
    attributes: { cart, methods: "paybill" },
    prepare: (relay) => {
      relay.methods = [{ id: "paybill", available: true }];
    },
  },
  details: { attributes: { cart, methods: "mpesa" }, steps: [toPay] },
  "card-only": { attributes: { cart, methods: "card" } },
  submitting: {
    order: () =>
      pendingOrder({ status: "submitting", action: null }, { lines }),
  },
  waiting: { order: () => pendingOrder({}, { lines }) },
  "waiting-paybill": { order: () => transfer(paybillAttempt()) },
  "waiting-flexpay": {
    order: () =>
      transfer(flexpayAttempt(), { amount: ngn(1_500_050), lines: [] }),
  },
  "waiting-flexpay-long": {
    order: () =>
      transfer(
        flexpayAttempt({
          action: {
            type: "tag",
            tag: "the-very-long-name-of-a-shop-that-sells-shirts@malipo-merchants",
            narration: "MLP-7K3QX9-MLP-7K3QX9-MLP-7K3QX9",
          },
          promptExpiresAt: at(40 * 3_600_000),
        }),
        { amount: ngn(1_234_567_890) },
      ),
  },
  redirecting: {
    order: () => pendingOrder({}, { lines, attempt: cardAttempt() }),
  },
  confirming: {
    order: () =>
      pendingOrder(
        { status: "processing", promptExpiresAt: at(-1) },
        { lines },
      ),
  },
  "confirming-arrived": {
    order: () =>
      transfer(flexpayAttempt({ status: "processing", action: null })),
  },
  "confirming-part-paid": {
    order: () => transfer(paybillAttempt(), { flags: partPaid }),
  },
  unconfirmed: {
    order: () =>
      pendingOrder(
        { status: "unconfirmed", action: null },
        { lines, methods: order().methods },
      ),
  },
  succeeded: { order: () => paidOrder({ lines }) },
  overpaid: {
    order: () =>
      paidOrder({ lines, flags: { late: true, overpaid: true, review: true } }),
  },
  failed: {
    order: () =>
      openOrder(
        { status: "failed", failure: failure("insufficient_funds") },
        { lines },
      ),
  },
  "failed-wait": {
    order: () =>
      openOrder(
        {
          status: "failed",
          failure: failure("session_busy"),
          retryAt: at(95_000),
        },
        { lines },
      ),
  },
  "failed-review": {
    order: () =>
      openOrder(
        { status: "failed", failure: failure("amount_mismatch", false) },
        { lines, methods: [] },
      ),
  },
  "failed-transfer": {
    order: () =>
      openOrder(
        { method: "paybill", status: "expired" },
        { lines, methods: order().methods },
      ),
  },
  cancelled: { order: () => openOrder({ status: "cancelled" }, { lines }) },
  expired: {
    order: () => closedOrder("expired", { lines }),
  },
  "expired-part-paid": {
    order: () =>
      closedOrder("expired", {
        lines,
        flags: partPaid,
        attempt: paybillAttempt({ status: "expired", action: null }),
      }),
  },
  unavailable: {
    attributes: { cart },
    prepare: (relay) => {
      relay.instead(/POST/, () => problem(403, "origin_refused"));
    },
  },
  link: {
    attributes: { "payment-link": LINK_ID },
    prepare: (relay) => {
      relay.link = paymentLink();
    },
  },
  "link-open": {
    attributes: { "payment-link": LINK_ID },
    prepare: (relay) => {
      relay.link = paymentLink({
        amount: null,
        min: { value: 10000, currency: "KES" },
        max: { value: 5000000, currency: "KES" },
      });
    },
  },
};

export function attributesOf(scene: Scene): Record<string, string> {
  return {
    relay: RELAY,
    ...(scene.order !== undefined && {
      "order-id": ORDER_ID,
      "resume-secret": "secret",
    }),
    ...scene.attributes,
  };
}
