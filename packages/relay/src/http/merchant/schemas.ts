/** Bodies and queries of the merchant's side. Unknown fields are refused. */
import {
  ORDER_STATUSES,
  amountSchema,
  createOrderSchema,
  currencySchema,
  orderIdSchema,
  skuSchema,
} from "@malipo/protocol";
import { foldText } from "@malipo/protocol/text";
import { z } from "zod";
import { DELIVERY_STATUSES } from "@malipo/protocol/merchant";

/** As beside a shopper's order: none of these stops a sale. */
const { customer, locale } = createOrderSchema.options[0].shape;
/** A merchant's program wrote it, so what is wrong is told. */
const returnUrl = z.url().max(2048);
const REFERENCE = /^[\w.\-/]{1,64}$/;
const REFERENCE_SHAPE = "must be 1 to 64 letters, digits or any of . _ - /";
const reference = z.string().regex(REFERENCE, REFERENCE_SHAPE);

/** `POST /v1/merchant/orders`: lines with the merchant's own prices. */
export const merchantOrderSchema = z.strictObject({
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
  reference: reference.optional(),
  expiresInSeconds: z.int().min(60).max(2_592_000).optional(),
  customer,
  locale,
  returnUrl: returnUrl.optional(),
});

/** `POST` and `PATCH /v1/merchant/payment-links`. In a PATCH, null takes a value away. */
export const paymentLinkWishSchema = z.strictObject({
  title: z.string().min(1).max(120).optional(),
  description: z.string().min(1).max(500).nullable().optional(),
  reference: reference.nullable().optional(),
  currency: currencySchema.optional(),
  amount: amountSchema.nullable().optional(),
  min: amountSchema.nullable().optional(),
  max: amountSchema.nullable().optional(),
  active: z.boolean().optional(),
  expiresAt: z.iso.datetime().nullable().optional(),
  returnUrl: returnUrl.nullable().optional(),
  mirror: z.boolean().optional(),
});

const page = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(256).optional(),
};
const time = z.iso.datetime().transform((text) => Date.parse(text));

/** Query of `GET /v1/merchant/orders`. */
export const orderListSchema = z.strictObject({
  ...page,
  status: z.enum(ORDER_STATUSES).optional(),
  /** Typed or pasted by people. */
  reference: z
    .string()
    .overwrite(foldText)
    .regex(REFERENCE, REFERENCE_SHAPE)
    .optional(),
  createdFrom: time.optional(),
  createdBefore: time.optional(),
});

/** Query of `GET /v1/merchant/deliveries`. */
export const deliveryListSchema = z.strictObject({
  ...page,
  status: z.enum(DELIVERY_STATUSES).optional(),
  orderId: orderIdSchema.optional(),
});

/** Query of `GET /v1/merchant/payment-links`. */
export const pageSchema = z.strictObject(page);

/** Counts characters, as JSON Schema's `maxLength` does, and not UTF-16 units. */
const reasonOf = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1)
    .refine(
      (text) => [...text].length <= maxLength,
      `must be at most ${maxLength} characters`,
    )
    .meta({ maxLength });

/** `POST /v1/merchant/orders/:id/refunds`. The reason goes to the provider as the payout's notes. */
export const refundSchema = z.strictObject({
  amount: amountSchema.optional(),
  attemptId: z.string().min(1).max(100).optional(),
  reason: reasonOf(200),
});

/** `POST /v1/merchant/transfers/:reference/reject`. The payer may be shown the reason. */
export const transferRejectionSchema = z.strictObject({
  reason: reasonOf(500),
});

/** Of the calls that say everything by their address; the body may be left out. */
export const emptySchema = z.strictObject({}).default({});
