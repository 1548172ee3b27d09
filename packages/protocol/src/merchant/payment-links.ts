/** Payment links in the merchant API. */
import { z } from "zod";
import { amountSchema, currencySchema } from "../amount.ts";
import { LINK_LIMITS } from "../limits.ts";
import {
  linkFieldsSchema,
  linkQuantitySchema,
  secureUrlSchema,
} from "../link-options.ts";
import { metadataSchema } from "../metadata.ts";
import { paymentLinkSchema } from "../payment-link.ts";
import { depositSchema, paymentRuleSchema } from "../order.ts";
import {
  nextCursorSchema,
  pageQuerySchema,
  referenceSchema,
  returnUrlSchema,
  timeSchema,
} from "./common.ts";

export const LINK_STATES = ["active", "ended"] as const;
export type LinkState = (typeof LINK_STATES)[number];

/** `POST` and `PATCH /v1/merchant/payment-links`. In a PATCH, null clears a field. */
export const paymentLinkInputSchema = z
  .strictObject({
    title: z.string().min(1).max(LINK_LIMITS.title).optional(),
    description: z
      .string()
      .min(1)
      .max(LINK_LIMITS.description)
      .nullable()
      .optional(),
    reference: referenceSchema.nullable().optional(),
    currency: currencySchema.optional(),
    amount: amountSchema.nullable().optional(),
    min: amountSchema.nullable().optional(),
    max: amountSchema.nullable().optional(),
    /** Default: `exact`. `partial`: its orders can be paid in parts. */
    payment: paymentRuleSchema.optional(),
    /** "Pay 30 % now": the payer chooses between this share and all. Its orders are `partial`. */
    deposit: depositSchema.nullable().optional(),
    active: z.boolean().optional(),
    expiresAt: timeSchema.nullable().optional(),
    returnUrl: returnUrlSchema.nullable().optional(),
    mirror: z.boolean().optional(),
    /** How many orders can be paid by it. An order that is being paid counts until that has failed. */
    maxPayments: z.int().min(1).max(LINK_LIMITS.uses).nullable().optional(),
    /** How many pieces it sells in all, those already sold included. */
    stock: z.int().min(0).max(LINK_LIMITS.uses).nullable().optional(),
    /** The payer chooses how many; needs a fixed amount, which is the price of one. */
    quantity: linkQuantitySchema.nullable().optional(),
    /** Only phones that have not paid by it; methods without a phone number are not available. */
    onePerPhone: z.boolean().optional(),
    /** What payers read when it takes no payments. */
    inactiveMessage: z
      .string()
      .trim()
      .min(1)
      .max(LINK_LIMITS.inactiveMessage)
      .nullable()
      .optional(),
    imageUrl: secureUrlSchema.nullable().optional(),
    /** Beside an open amount. */
    suggestedAmounts: z
      .array(amountSchema)
      .max(LINK_LIMITS.suggestedAmounts)
      .nullable()
      .optional(),
    /** Questions to the payer; the answers come with the order. Replaces all. */
    fields: linkFieldsSchema.nullable().optional(),
    /** Where the relay's own page leads once the payer has paid; on any site. */
    successUrl: secureUrlSchema.nullable().optional(),
    /** Replaces all pairs. The orders of the link get a copy. */
    metadata: metadataSchema.nullable().optional(),
  })
  .meta({ id: "PaymentLinkInput" });
export type PaymentLinkInput = Readonly<z.infer<typeof paymentLinkInputSchema>>;

/** Query of `GET /v1/merchant/payment-links`. */
export const paymentLinkListQuerySchema = pageQuerySchema.extend({
  /** Part of the title or the reference in any letter case, or the id. */
  q: z.string().trim().min(1).max(200).optional(),
  /** `active`: takes payments now. `ended`: deactivated, expired, used up or sold out. */
  state: z.enum(LINK_STATES).optional(),
});

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
    maxPayments: z.int().optional(),
    stock: z.int().optional(),
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

/** `GET /v1/merchant/payment-links/:id/statistics`. */
export const linkStatisticsSchema = z
  .strictObject({
    /** All orders that were made for it. */
    orders: z.int(),
    /** Those that are being paid now. */
    pending: z.int(),
    paid: z.int(),
    /** Pieces in the paid orders: their quantities. */
    units: z.int(),
    /** The sums of the paid orders, by currency. Refunds are not subtracted. */
    sums: z.array(amountSchema),
    lastPaidAt: timeSchema.nullable(),
    /** How often it can still be used; null without a limit. */
    remainingPayments: z.int().nullable(),
    remainingStock: z.int().nullable(),
  })
  .meta({ id: "LinkStatistics" });
export type LinkStatistics = Readonly<z.infer<typeof linkStatisticsSchema>>;
