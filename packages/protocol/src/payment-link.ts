/** What anyone who has a payment link may see of it. */
import { z } from "zod";
import { amountSchema, currencySchema } from "./amount.ts";
import { merchantSchema, paymentLinkIdSchema } from "./order.ts";

export const paymentLinkSchema = z
  .strictObject({
    id: paymentLinkIdSchema,
    title: z.string(),
    description: z.string().nullable(),
    currency: currencySchema,
    /** Null where the payer chooses the amount, within `min` and `max` where given. */
    amount: amountSchema.nullable(),
    min: amountSchema.nullable(),
    max: amountSchema.nullable(),
    /** False when the merchant switched the link off or its time is over. */
    active: z.boolean(),
    expiresAt: z.iso.datetime().nullable(),
    merchant: merchantSchema,
    currencyExponent: z.int().min(0).max(4),
    /** The relay's own page for this link. */
    url: z.url(),
  })
  .meta({ id: "PaymentLink" });
export type PaymentLink = Readonly<z.infer<typeof paymentLinkSchema>>;
