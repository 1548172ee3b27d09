/** Payment links in the merchant API. */
import { z } from "zod";
import { amountSchema, currencySchema } from "../amount.ts";
import { metadataSchema } from "../metadata.ts";
import { paymentLinkSchema } from "../payment-link.ts";
import {
  nextCursorSchema,
  referenceSchema,
  returnUrlSchema,
  timeSchema,
} from "./common.ts";

/** `POST` and `PATCH /v1/merchant/payment-links`. In a PATCH, null clears a field. */
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
    /** Replaces all pairs. The orders of the link get a copy. */
    metadata: metadataSchema.nullable().optional(),
  })
  .meta({ id: "PaymentLinkInput" });

const linkMirrorSchema = z
  .strictObject({
    /** `failed`: the last attempt failed; it is retried for 72 hours and after every change. `stopped`: mirroring is off. */
    state: z.enum(["pending", "carried_over", "failed", "stopped"]),
    providerId: z.string().nullable(),
    /** The provider's own page, which works without JavaScript. */
    url: z.url().nullable(),
    /** Why the last attempt failed. */
    fault: z.string().nullable(),
    /**
     * The link takes no payments, but its page at the provider still may: there is no documented way to switch it off
     * there.
     */
    stillOpen: z.boolean(),
  })
  .meta({ id: "LinkMirror" });

/** The public fields, plus `mirror` and others that only the merchant sees. */
export const merchantPaymentLinkSchema = paymentLinkSchema
  .extend({
    reference: z.string().nullable(),
    returnUrl: z.url().nullable(),
    enabled: z.boolean(),
    metadata: metadataSchema.optional(),
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
