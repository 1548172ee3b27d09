/** Orders in the merchant API: created with the merchant's prices, and shown with their full history. */
import { z } from "zod";
import { adjustmentsSchema } from "../adjustment.ts";
import { amountSchema } from "../amount.ts";
import { metadataSchema } from "../metadata.ts";
import {
  ORDER_STATUSES,
  depositSchema,
  orderSchema,
  paymentLinkIdSchema,
  paymentRuleSchema,
} from "../order.ts";
import { createOrderSchema, customerSchema, skuSchema } from "../requests.ts";
import { foldText } from "../text.ts";
import { merchantAttemptSchema } from "./attempt.ts";
import {
  createdQuery,
  REFERENCE_SHAPE,
  nextCursorSchema,
  pageQuerySchema,
  reasonSchema,
  referenceSchema,
  returnUrlSchema,
  timeSchema,
} from "./common.ts";
import { deliverySchema } from "./deliveries.ts";
import { refundSchema } from "./refunds.ts";

/** As in a shopper's order, invalid values never prevent a sale. */
const { customer, locale } = createOrderSchema.options[0].shape;

/** `POST /v1/merchant/orders`: lines with the merchant's own prices. */
export const createMerchantOrderSchema = z
  .strictObject({
    lines: z
      .array(
        z.strictObject({
          sku: skuSchema,
          name: z.string().min(1).max(200),
          quantity: z.int().min(1).max(9999),
          unitAmount: amountSchema,
          amount: amountSchema.optional(),
          imageUrl: z
            .url({ protocol: /^https?$/ })
            .max(2048)
            .optional(),
        }),
      )
      .min(1)
      .max(100),
    adjustments: adjustmentsSchema.optional(),
    /** Default: `exact`. `partial`: whoever pays by paybill or transfer may pay any part; what is due can be paid later. */
    payment: paymentRuleSchema.optional(),
    /** The shopper chooses between this share and all. Makes the order `partial`. */
    deposit: depositSchema.optional(),
    reference: referenceSchema.optional(),
    expiresInSeconds: z.int().min(60).max(2_592_000).optional(),
    customer,
    locale,
    returnUrl: returnUrlSchema.optional(),
    metadata: metadataSchema.optional(),
  })
  .meta({ id: "CreateMerchantOrder" });

/**
 * - `review`: money may be missing, wrong or somebody else's; compare it with the provider's statement
 * - `overpaid`: more was paid than the order's amount
 * - `any`: either
 * - `refund`: a refund of it needs a review
 */
export const ATTENTION_FILTERS = [
  "any",
  "review",
  "overpaid",
  "refund",
] as const;
export type AttentionFilter = (typeof ATTENTION_FILTERS)[number];

/** Query of `GET /v1/merchant/orders`. */
export const orderListQuerySchema = pageQuerySchema.extend({
  /** What somebody typed: a reference, an order's or provider's id, a receipt, a phone or an e-mail address. */
  q: z.string().trim().min(1).max(200).optional(),
  status: z.enum(ORDER_STATUSES).optional(),
  /** Only orders that need a person's decision. */
  attention: z.enum(ATTENTION_FILTERS).optional(),
  /** Only orders that are partly paid while the rest can still come. */
  partlyPaid: z
    .literal("true")
    .transform(() => true as const)
    .optional(),
  /** Typed or pasted by people. */
  reference: z
    .string()
    .overwrite(foldText)
    .regex(...REFERENCE_SHAPE)
    .optional(),
  /** Made for this payment link. */
  paymentLink: paymentLinkIdSchema.optional(),
  ...createdQuery,
});

/** `POST /v1/merchant/orders/:id/resolve`. */
export const resolveOrderSchema = z
  .strictObject({
    note: reasonSchema(500),
    /** Of the order that was looked at: what came since is not settled. */
    version: z.int().min(1).optional(),
  })
  .meta({ id: "ResolveOrder" });

export const orderListSchema = z
  .strictObject({
    orders: z.array(orderSchema),
    nextCursor: nextCursorSchema,
  })
  .meta({ id: "OrderList" });

export const oneOrderSchema = z
  .strictObject({ order: orderSchema })
  .meta({ id: "OneOrder" });

const observationSchema = z
  .strictObject({
    attemptId: z.string(),
    source: z.enum([
      "submit",
      "query",
      "callback",
      "schedule",
      "shopper",
      "merchant",
    ]),
    at: timeSchema,
    kind: z.string().nullable(),
    body: z.string().nullable(),
  })
  .meta({ id: "Observation" });

/**
 * Why the relay can't refund a payment: `not_offered`: the provider offers no refund of this method; `other_account`: the
 * refund would go to another account than the one that paid; `payer_unverified`: nobody knows for sure who paid;
 * `phone_erased`: the payer's number is gone; `amount_disputed`: the provider reported two amounts; `nothing_left`: it was
 * refunded, is being refunded, or the refund needs a review first; `still_payable`: the order can still be paid, so cancel
 * it first.
 */
export const REFUND_OBSTACLES = [
  "not_offered",
  "other_account",
  "payer_unverified",
  "phone_erased",
  "amount_disputed",
  "nothing_left",
  "still_payable",
] as const;
export type RefundObstacle = (typeof REFUND_OBSTACLES)[number];

export const orderHistorySchema = z
  .strictObject({
    order: orderSchema,
    customer: customerSchema.nullable(),
    attempts: z.array(merchantAttemptSchema),
    observations: z.array(observationSchema),
    /** Oldest first. */
    refunds: z.array(refundSchema),
    /** What is left of each payment that came, oldest first, and why the relay can't refund it; null if it can. */
    refundable: z.array(
      z.strictObject({
        attemptId: z.string(),
        left: amountSchema,
        obstacle: z.enum(REFUND_OBSTACLES).nullable(),
      }),
    ),
    /** What the merchant's backend was told, newest first, a hundred at most. */
    deliveries: z.array(deliverySchema),
  })
  .meta({ id: "OrderHistory" });
export type OrderHistory = Readonly<z.infer<typeof orderHistorySchema>>;
