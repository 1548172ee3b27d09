/** Payment links as the merchant makes and sees them. */
import { z } from "zod";
import { amountSchema, currencySchema } from "../amount.ts";
import { paymentLinkSchema } from "../payment-link.ts";
import {
  nextCursorSchema,
  referenceSchema,
  returnUrlSchema,
  timeSchema,
} from "./common.ts";

/** `POST` and `PATCH /v1/merchant/payment-links`. In a PATCH, null takes a value away. */
export const paymentLinkInputSchema = z
  .strictObject({
    title: z.string().min(1).max(120).optional(),
    description: z.string().min(1).max(500).nullable().optional(),
    reference: referenceSchema.nullable().optional(),
    currency: currencySchema.optional(),
    amount: amountSchema.nullable().optional(),
    min: amountSchema.nullable().optional(),
    max: amountSchema.nullable().optional(),
    active: z.boolean().optional(),
    expiresAt: timeSchema.nullable().optional(),
    returnUrl: returnUrlSchema.nullable().optional(),
    mirror: z.boolean().optional(),
  })
  .meta({ id: "PaymentLinkInput" });

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
    enabled: z.boolean(),
    mirror: linkMirrorSchema.nullable(),
    createdAt: timeSchema,
    updatedAt: timeSchema,
  })
  .meta({ id: "MerchantPaymentLink" });
export type MerchantPaymentLink = Readonly<
  z.infer<typeof merchantPaymentLinkSchema>
>;

export const paymentLinkListSchema = z
  .strictObject({
    paymentLinks: z.array(merchantPaymentLinkSchema),
    nextCursor: nextCursorSchema,
  })
  .meta({ id: "PaymentLinkList" });
