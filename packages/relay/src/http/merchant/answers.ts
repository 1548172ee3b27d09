/** What the merchant's side answers, beside what the page sees. */
import {
  amountSchema,
  attemptSchema,
  customerSchema,
  orderSchema,
  paymentLinkSchema,
} from "@malipo/protocol";
import { z } from "zod";
import { refundAnswerSchema } from "./service-answers.ts";
import { deliverySchema } from "./delivery-answers.ts";

const time = z.iso.datetime();
const nextCursor = z.string().nullable();

export const orderListAnswerSchema = z
  .strictObject({ orders: z.array(orderSchema), nextCursor })
  .meta({ id: "OrderList" });

export const oneOrderAnswerSchema = z
  .strictObject({ order: orderSchema })
  .meta({ id: "OneOrder" });

const merchantAttemptSchema = attemptSchema
  .extend({
    provider: z.string(),
    phone: z.string().nullable(),
    receipt: z.string().nullable(),
    /** What the payer types as the account or the narration. */
    payerReference: z.string().nullable(),
    /** The provider's reference of the transfer that was taken for it. */
    transfer: z.string().nullable(),
    /** What came to its account. */
    payments: z.array(
      z.strictObject({ receipt: z.string(), amount: amountSchema, at: time }),
    ),
  })
  .meta({ id: "MerchantAttempt" });

const observationSchema = z
  .strictObject({
    attemptId: z.string(),
    source: z.enum(["submit", "query", "callback", "schedule", "shopper"]),
    at: time,
    kind: z.string().nullable(),
    body: z.string().nullable(),
  })
  .meta({ id: "Observation" });

const linkMirrorSchema = z
  .strictObject({
    /** `failed`: the last try did; it is tried again for 72 hours, and at every change. `stopped`: no change is carried over. */
    state: z.enum(["pending", "carried_over", "failed", "stopped"]),
    providerId: z.string().nullable(),
    /** The provider's own page, which works without JavaScript. */
    url: z.url().nullable(),
    /** A word for why the last try failed. */
    fault: z.string().nullable(),
    /**
     * The link takes no payments, but its page at the provider still may: there is no documented way to switch it off
     * there.
     */
    stillOpen: z.boolean(),
  })
  .meta({ id: "LinkMirror" });

/** `amount` and the others are the page's; `mirror` and what follows only the merchant sees. */
export const merchantPaymentLinkSchema = paymentLinkSchema
  .extend({
    reference: z.string().nullable(),
    returnUrl: z.url().nullable(),
    switchedOn: z.boolean(),
    mirror: linkMirrorSchema.nullable(),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: "MerchantPaymentLink" });

export const paymentLinkListAnswerSchema = z
  .strictObject({
    paymentLinks: z.array(merchantPaymentLinkSchema),
    nextCursor,
  })
  .meta({ id: "PaymentLinkList" });

export const orderHistorySchema = z
  .strictObject({
    order: orderSchema,
    customer: customerSchema.nullable(),
    attempts: z.array(merchantAttemptSchema),
    observations: z.array(observationSchema),
    /** Oldest first. */
    refunds: z.array(refundAnswerSchema),
    /** What the merchant's backend was told, newest first, a hundred at most. */
    deliveries: z.array(deliverySchema),
  })
  .meta({ id: "OrderHistory" });
