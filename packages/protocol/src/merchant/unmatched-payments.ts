/** Payments that came without an order, and what a person decides about them. */
import { z } from "zod";
import { amountSchema } from "../amount.ts";
import { orderIdSchema, orderSchema } from "../order.ts";
import {
  nextCursorSchema,
  pageQuerySchema,
  providerIdSchema,
  reasonSchema,
  timeSchema,
} from "./common.ts";

/** `assigned`: it counts for an order, forever. `dismissed`: nobody has to look at it; it can still be assigned. */
export const UNMATCHED_PAYMENT_STATES = [
  "open",
  "assigned",
  "dismissed",
] as const;
export type UnmatchedPaymentState = (typeof UNMATCHED_PAYMENT_STATES)[number];

export const unmatchedPaymentSchema = z
  .strictObject({
    /** The provider's receipt, or a digest of the message if it has none. */
    id: z.string(),
    provider: providerIdSchema,
    state: z.enum(UNMATCHED_PAYMENT_STATES),
    /** What the payer typed. */
    account: z.string().nullable(),
    /** Null if the message had none that can be read. */
    amount: amountSchema.nullable(),
    /** As far as the provider tells it: M-Pesa may send the first name alone. */
    payerName: z.string().nullable(),
    /** Digits with country code, or what the provider sent; "hidden by M-Pesa" for a hash. */
    phone: z.string().nullable(),
    /** The provider sent a hash in the place of the number. */
    phoneHidden: z.boolean(),
    /** When the provider's message came. */
    at: timeSchema,
    /** The payment link whose last use was taken when this came, and the order that it came for. */
    surplusOf: z
      .strictObject({ paymentLink: z.string(), orderId: z.string() })
      .nullable(),
    /** The order that it counts for. */
    assigned: z
      .strictObject({
        orderId: z.string(),
        attemptId: z.string(),
        at: timeSchema,
      })
      .nullable(),
    dismissed: z.strictObject({ note: z.string(), at: timeSchema }).nullable(),
  })
  .meta({ id: "UnmatchedPayment" });
export type UnmatchedPayment = Readonly<z.infer<typeof unmatchedPaymentSchema>>;

/** Query of `GET /v1/merchant/unmatched-payments`. */
export const unmatchedPaymentListQuerySchema = pageQuerySchema.extend({
  state: z.enum(UNMATCHED_PAYMENT_STATES).optional(),
});

export const unmatchedPaymentListSchema = z
  .strictObject({
    unmatchedPayments: z.array(unmatchedPaymentSchema),
    nextCursor: nextCursorSchema,
  })
  .meta({ id: "UnmatchedPaymentList" });

export const oneUnmatchedPaymentSchema = z
  .strictObject({ unmatchedPayment: unmatchedPaymentSchema })
  .meta({ id: "UnmatchedPaymentResponse" });

/** The provider's message as it came. */
export const unmatchedPaymentBodySchema = z
  .strictObject({ id: z.string(), body: z.string() })
  .meta({ id: "UnmatchedPaymentBody" });

/** `POST /v1/merchant/unmatched-payments/:id/assign`. */
export const assignPaymentSchema = z
  .strictObject({ orderId: orderIdSchema })
  .meta({ id: "AssignPayment" });

/** `POST /v1/merchant/unmatched-payments/:id/dismiss`. */
export const dismissPaymentSchema = z
  .strictObject({ note: reasonSchema(500) })
  .meta({ id: "DismissPayment" });

/** The payment, and the order with it. */
export const assignedPaymentSchema = z
  .strictObject({
    unmatchedPayment: unmatchedPaymentSchema,
    order: orderSchema,
  })
  .meta({ id: "AssignedPayment" });
