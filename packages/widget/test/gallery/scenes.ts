/** Every screen with an order that belongs on it. */
import type { Attempt, Order } from "@malipo/protocol";
import { toJson } from "../../src/json.ts";
import type { FakeRelay } from "../support/fake-relay.ts";
import { json, never, problem } from "../support/answers.ts";
import { PART_ORDERS } from "./part-orders.ts";
import {
  HANDED_OVER,
  LINK_ID,
  RELAY,
  UNDER_REVIEW,
  at,
  cardAttempt,
  closedOrder,
  failedOrder,
  flexpayAttempt,
  kes,
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
  /** Without an order and a link the scene begins with a cart. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** The order that is handed over. */
  readonly order?: () => Order;
  readonly prepare?: (relay: FakeRelay) => void;
  /** Taps on a primary button by its place or on what a selector finds, entries in a field, and what has to be there before the next step. */
  readonly steps?: readonly (
    | { readonly tap: number }
    | { readonly press: string }
    | { readonly type: string; readonly into: string }
    | { readonly until: string }
  )[];
}

const lines = [line(), line("SHRT-BLU-L-9982", 2), line("SHRT-GRN-M-9983")];
const cart = JSON.stringify(
  lines.map(({ sku, quantity }) => ({ sku, quantity })),
);
const toPay = { tap: -1 };
const ngn = (value: number) => ({ value, currency: "NGN" });

const MPESA_ALONE: Order["methods"] = [
  { id: "mpesa", available: false, reason: "attempt_alive" },
];
/** A prompt that was given up and may still be open on the phone. */
const heldOrder = (others: Order["methods"] = []): Order =>
  openOrder(
    { status: "cancelled", promptExpiresAt: at(45_000) },
    { lines, methods: [...MPESA_ALONE, ...others] },
  );

/** With delivery, tax and a discount. */
const adjusted = (of: Order): Order => ({
  ...of,
  amount: kes(of.amount.value + 40_000),
  adjustments: [
    { kind: "delivery", label: "Delivery to Nairobi", amount: kes(25_000) },
    { kind: "tax", label: "VAT 16 %", amount: kes(20_000) },
    { kind: "discount", label: "Club", amount: kes(5_000) },
  ],
});

const pending = (
  change: Partial<Attempt> = {},
  more: Partial<Order> = {},
): Order => pendingOrder(change, { lines, ...more });
const transfer = (attempt: Attempt, more: Partial<Order> = {}): Order =>
  pendingBy(attempt, { lines, ...more });
const merchantOrder = (methods: Order["methods"]): Order =>
  order({ source: { type: "merchant" }, lines, methods });

/** What a merchant's backend hands over, by the name of the scene. */
const ORDERS: Readonly<Record<string, () => Order>> = {
  "method-limits": () =>
    merchantOrder([
      {
        id: "mpesa",
        available: false,
        reason: "above_max",
        max: kes(25000000),
      },
      { id: "card", available: true },
    ]),
  "method-reasons": () =>
    merchantOrder([
      { id: "mpesa", available: false, reason: "fraction" },
      { id: "airtel", available: false, reason: "under_review" },
      {
        id: "card",
        available: false,
        reason: "below_min",
        min: kes(5_000_000),
      },
      { id: "paybill", available: false, reason: "order_closed" },
      { id: "flexpay", available: false, reason: "attempt_alive" },
    ]),
  "method-all": () =>
    merchantOrder([
      { id: "mpesa", available: true },
      { id: "airtel", available: true },
      { id: "card", available: true },
      { id: "paybill", available: true },
      { id: "flexpay", available: false, reason: "below_min" },
    ]),
  submitting: () => pending({ status: "submitting", action: null }),
  waiting: () => pending(),
  "waiting-unsure": () => pending({ status: "submit_unknown", action: null }),
  "waiting-paybill": () => transfer(paybillAttempt()),
  "waiting-flexpay": () =>
    transfer(flexpayAttempt(), { amount: ngn(1_500_050), lines: [] }),
  "waiting-flexpay-long": () =>
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
  redirecting: () => transfer(cardAttempt()),
  confirming: () => pending({ status: "processing", promptExpiresAt: at(-1) }),
  "confirming-arrived": () =>
    transfer(flexpayAttempt({ status: "processing", action: null })),
  "confirming-part-paid": () =>
    transfer(paybillAttempt(), { flags: UNDER_REVIEW }),
  unconfirmed: () =>
    pending(
      { status: "unconfirmed", action: null },
      { methods: order().methods },
    ),
  succeeded: () => paidOrder({ lines }),
  "succeeded-link": () =>
    paidOrder({ source: { type: "payment_link", paymentLink: LINK_ID } }),
  overpaid: () =>
    paidOrder({ lines, flags: { late: true, overpaid: true, review: true } }),
  failed: () => failedOrder("insufficient_funds", {}, { lines }),
  "failed-wait": () =>
    failedOrder("session_busy", { retryAt: at(95_000) }, { lines }),
  "failed-review": () =>
    failedOrder("amount_mismatch", {}, { lines, methods: [] }),
  "failed-transfer": () =>
    openOrder({ method: "paybill", status: "expired" }, { lines }),
  cancelled: () => openOrder({ status: "cancelled" }, { lines }),
  "cancelled-held": () => heldOrder(),
  expired: () => closedOrder("expired", { lines }),
  "expired-part-paid": () =>
    closedOrder("expired", {
      lines,
      flags: UNDER_REVIEW,
      attempt: paybillAttempt({ status: "expired", action: null }),
    }),
};

export const SCENES: Readonly<Record<string, Scene>> = {
  ...Object.fromEntries(
    Object.entries({ ...ORDERS, ...PART_ORDERS }).map(([name, order]) => [
      name,
      { order },
    ]),
  ),
  idle: { attributes: { cart: "[]" } },
  loading: {
    prepare: (relay) => {
      relay.instead(/POST/, never);
    },
  },
  review: {},
  "review-adjusted": {
    attributes: HANDED_OVER,
    order: () => adjusted(order({ lines })),
  },
  "succeeded-adjusted": { order: () => adjusted(paidOrder({ lines })) },
  method: { steps: [toPay] },
  "method-shown-back": {
    attributes: { "test-panel": "" },
    steps: [toPay, { type: "+254712345678", into: "#phone" }],
  },
  "method-wrong": { steps: [toPay, { type: "12345", into: "#phone" }] },
  "review-paybill": {
    attributes: { methods: "paybill" },
    prepare: (relay) => {
      relay.methods = [{ id: "paybill", available: true }];
    },
  },
  details: { attributes: { methods: "mpesa" }, steps: [toPay] },
  "card-only": { attributes: { methods: "card" } },
  /** The answer has not come, and will not. */
  "submitting-posted": {
    prepare: (relay) => {
      relay.instead(/attempts$/, never);
    },
    steps: [toPay, { type: "0712345678", into: "#phone" }, toPay],
  },
  "method-unknown": {
    prepare: (relay) => {
      relay.instead(/attempts$/, () => problem(418, "network" as never));
    },
    steps: [toPay, { type: "0712345678", into: "#phone" }, toPay],
  },
  "method-remembered": {
    attributes: { review: "off" },
    prepare: () => {
      const numbers = { mpesa: "254712345678" };
      localStorage.setItem(`malipo:v1:${RELAY}:phone`, toJson(numbers));
    },
    steps: [{ until: ".more .quiet" }],
  },
  "succeeded-remember": {
    prepare: (relay) => {
      const paid = paidOrder({ lines });
      const { attempt } = paid;
      relay.instead(/attempts$/, () => json(201, { attempt, order: paid }));
    },
    steps: [
      toPay,
      { type: "0712345678", into: "#phone" },
      toPay,
      { until: "[part=remember]" },
    ],
  },
  "method-no-review": { attributes: { review: "off" } },
  "details-no-review": { attributes: { review: "off", methods: "mpesa" } },
  "details-card": { attributes: { review: "off", methods: "card" } },
  "method-held": {
    order: () => heldOrder([{ id: "card", available: true }]),
    steps: [{ press: ".main button.quiet" }, { press: "#mpesa" }],
  },
  "details-held": {
    order: () => pending({}, { methods: MPESA_ALONE }),
    prepare: (relay) => {
      relay.holdsPrompts = true;
      relay.methods = [{ id: "mpesa", available: true }];
    },
    steps: [{ press: ".main button.quiet" }],
  },
  /** The browser is on its way, or the shop's page goes there itself. */
  "redirecting-leaving": { attributes: { methods: "card" }, steps: [toPay] },
  unavailable: {
    prepare: (relay) => {
      relay.instead(/POST/, () => problem(403, "origin_refused"));
    },
  },
  "unavailable-link": {
    attributes: { "payment-link": LINK_ID },
    prepare: (relay) => {
      relay.link = paymentLink({
        active: false,
        merchant: order().merchant,
      });
    },
  },
  "method-refused": {
    attributes: { cart },
    prepare: (relay) => {
      relay.instead(/attempts$/, () => problem(409, "order_under_review"));
    },
    steps: [
      toPay,
      { type: "0712345678", into: "#phone" },
      toPay,
      { until: ".notice" },
    ],
  },
  link: {
    attributes: { "payment-link": LINK_ID },
    prepare: (relay) => {
      relay.link = paymentLink();
    },
  },
  /** The shopper wanted three, and others were faster. */
  "link-fewer": {
    attributes: { "payment-link": LINK_ID },
    prepare: (relay) => {
      const left = (count: number): void => {
        relay.link = paymentLink({
          amount: kes(150_000),
          quantity: { min: 1, max: count },
          remainingStock: count,
          fields: [
            { id: "name", label: "Name", required: false, type: "text" },
          ],
        });
      };
      left(5);
      relay.instead(/orders$/, () => {
        left(2);
        return problem(409, "link_used_up");
      });
    },
    steps: [
      { until: "[part=quantity]" },
      { press: "[part=stepper] button:last-child" },
      { press: "[part=stepper] button:last-child" },
      toPay,
      { until: "[role=alert]" },
    ],
  },
  "link-open": {
    attributes: { "payment-link": LINK_ID },
    prepare: (relay) => {
      relay.link = paymentLink({
        amount: null,
        min: kes(10000),
        max: kes(5000000),
      });
    },
  },
};

export function attributesOf({
  order,
  attributes = {},
}: Scene): Record<string, string> {
  const bought = "payment-link" in attributes ? {} : { cart };
  return {
    relay: RELAY,
    ...(order === undefined ? bought : HANDED_OVER),
    ...attributes,
  };
}
