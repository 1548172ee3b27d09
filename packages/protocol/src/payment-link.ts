/** The public part of a payment link. */
import { z } from "zod";
import { amountSchema, currencySchema } from "./amount.ts";
import {
  linkFieldsSchema,
  linkQuantitySchema,
  linkReasonSchema,
} from "./link-options.ts";
import {
  depositSchema,
  merchantSchema,
  paymentLinkIdSchema,
  paymentRuleSchema,
} from "./order.ts";

export const paymentLinkSchema = z
  .strictObject({
    id: paymentLinkIdSchema,
    title: z.string(),
    description: z.string().nullable(),
    currency: currencySchema,
    /** Null if the payer chooses the amount, within `min` and `max` if set. */
    amount: amountSchema.nullable(),
    min: amountSchema.nullable(),
    max: amountSchema.nullable(),
    /** Of its orders. Absent: `exact`. */
    payment: paymentRuleSchema.optional(),
    /** Of each order: the payer chooses to pay this share or all now. */
    deposit: depositSchema.optional(),
    /** False if it takes no payments; `reason` says why. */
    active: z.boolean(),
    /** Only of links that are not active. Relays before this one don't say, and have none of the next fields. */
    reason: linkReasonSchema.optional(),
    /** The merchant's words for payers who come too late. */
    inactiveMessage: z.string().optional(),
    imageUrl: z.url().optional(),
    /** The payer chooses how many, and `amount` is the price of one. */
    quantity: linkQuantitySchema.optional(),
    /** Beside an open amount. */
    suggestedAmounts: z.array(amountSchema).optional(),
    fields: linkFieldsSchema.optional(),
    /** Each phone number can pay once. */
    onePerPhone: z.boolean().optional(),
    /** Made for one payment, as an invoice is. */
    single: z.literal(true).optional(),
    /** How often it can still be used, where that is seldom. Not of a `single` one: `active` says it. */
    remainingPayments: z.int().min(0).optional(),
    /** How many are left, where they are few. */
    remainingStock: z.int().min(0).optional(),
    /** Where the relay's own page leads once the payer has paid. */
    successUrl: z.url().optional(),
    /** Of the orders that are made for it now: false at a provider's test system. Relays before this one don't say. */
    livemode: z.boolean().optional(),
    expiresAt: z.iso.datetime().nullable(),
    merchant: merchantSchema,
    currencyExponent: z.int().min(0).max(4),
    /** The relay's own page for this link. */
    url: z.url(),
  })
  .meta({ id: "PaymentLink" });
export type PaymentLink = Readonly<z.infer<typeof paymentLinkSchema>>;
