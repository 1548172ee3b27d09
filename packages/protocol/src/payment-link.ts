/** The public part of a payment link. */
import { z } from "zod";
import { amountSchema, currencySchema } from "./amount.ts";
import { merchantSchema, paymentLinkIdSchema } from "./order.ts";

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
    /** False if the merchant has deactivated the link, or it has expired. */
    active: z.boolean(),
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
