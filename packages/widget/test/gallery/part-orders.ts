/** Screens of orders that are paid in parts. */
import type { Order } from "@malipo/protocol";
import {
  METHODS,
  ORDER_ID,
  RELAY,
  UNDER_REVIEW,
  at,
  kes,
  line,
  order,
  outcome,
  paidOrder,
  paybillAttempt,
} from "../support/orders.ts";

const RECEIPT = `${RELAY}/receipts/${ORDER_ID}?s=Yw3pQ9`;

/** Sold in parts, and something is paid. */
const lines = [line(), line("SHRT-BLU-L-9982", 2), line("SHRT-GRN-M-9983")];
const SUM = order({ lines }).amount;
const inParts = (more: Partial<Order> = {}): Order =>
  order({
    source: { type: "merchant" },
    lines,
    ...{ payment: "partial", amountPaid: kes(100_000) },
    amountDue: kes(SUM.value - 100_000),
    attempt: paybillAttempt({ status: "succeeded", action: null }),
    ...more,
  });

export const PART_ORDERS: Readonly<Record<string, () => Order>> = {
  "method-part-paid": () => inParts({ receiptUrl: RECEIPT }),
  "method-deposit": () =>
    inParts({
      amountPaid: kes(0),
      amountDue: SUM,
      depositDue: kes(75_000),
      attempt: null,
    }),
  "method-deposit-limits": () =>
    inParts({
      amountPaid: kes(0),
      amountDue: SUM,
      depositDue: kes(75_000),
      attempt: null,
      methods: METHODS.map((option) =>
        option.id === "mpesa"
          ? { ...option, max: kes(250_000), reasonForAll: "above_max" }
          : option,
      ),
    }),
  "cancelled-refunded": () =>
    inParts({
      status: "cancelled",
      outcome: outcome({ status: "cancelled", method: null, receipt: null }),
      receiptUrl: RECEIPT,
      attempt: paybillAttempt({ status: "succeeded", action: null }),
      refunds: { state: "paid", paid: kes(0), pending: kes(100_000) },
      flags: UNDER_REVIEW,
    }),
  "waiting-part": () =>
    inParts({ status: "pending", attempt: paybillAttempt() }),
  "succeeded-parts": () =>
    paidOrder({
      lines,
      ...{ payment: "partial", amountPaid: SUM, amountDue: kes(0) },
      parts: [
        {
          ...{ method: "paybill", receipt: "SKL1" },
          ...{ amount: kes(100_000), at: at(-86_400_000) },
        },
        {
          ...{ method: "mpesa", receipt: "SKL7X2Q9WD" },
          ...{ amount: kes(SUM.value - 100_000), at: at(0) },
        },
      ],
    }),
};
