/** Request and response bodies of the shopper's API. Unknown fields in requests are rejected. */
import { z } from "zod";
import { amountSchema } from "./amount.ts";
import { attemptSchema, methodSchema } from "./attempt.ts";
import {
  customerHintSchema,
  localeHintSchema,
  returnUrlHintSchema,
} from "./hints.ts";
import { fieldAnswersSchema } from "./link-options.ts";
import { orderSchema, paymentLinkIdSchema } from "./order.ts";
import { foldText } from "./text.ts";

/** Normalized to NFC, so that SKUs that look the same are the same. */
export const skuSchema = z.string().normalize("NFC").min(1).max(64);

export const cartLineSchema = z.strictObject({
  sku: skuSchema,
  quantity: z.int().min(1).max(9999),
});
export type CartLine = Readonly<z.infer<typeof cartLineSchema>>;

const cartLinesSchema = z.array(cartLineSchema).min(1).max(100);

/** A line as the relay stores it. */
export const customerSchema = z.strictObject({
  name: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
});
export type Customer = Readonly<z.infer<typeof customerSchema>>;

/** Optional; never a reason to reject an order (hints.ts). */
const orderContext = {
  customer: customerHintSchema,
  locale: localeHintSchema,
  returnUrl: returnUrlHintSchema,
};

/** `POST /v1/orders`. The page sends SKUs and quantities, never prices. */
export const createOrderSchema = z
  .union([
    z.strictObject({ lines: cartLinesSchema, ...orderContext }),
    z.strictObject({
      cartToken: z.string().min(1).max(16_384),
      ...orderContext,
    }),
    z.strictObject({
      paymentLink: paymentLinkIdSchema,
      amount: amountSchema.optional(),
      /** Where the link lets the payer choose; default: the fewest. */
      quantity: z.int().min(1).max(9999).optional(),
      /** Answers to the link's fields, by their ids. */
      fields: fieldAnswersSchema.optional(),
      ...orderContext,
    }),
  ])
  .meta({ id: "CreateOrder" });
export type CreateOrder = Readonly<z.infer<typeof createOrderSchema>>;

/** `PATCH /v1/orders/:id`. */
export const changeOrderSchema = z
  .strictObject({ lines: cartLinesSchema })
  .meta({ id: "ChangeOrder" });
export type ChangeOrder = Readonly<z.infer<typeof changeOrderSchema>>;

/** `POST /v1/orders/:id/token`. `code`: the `malipo_code` of the return URL; it works once. */
export const resumeOrderSchema = z
  .union([
    z.strictObject({ resumeSecret: z.string().min(1).max(128) }),
    z.strictObject({ code: z.string().min(1).max(128) }),
  ])
  .meta({ id: "ResumeOrder" });
export type ResumeOrder = Readonly<z.infer<typeof resumeOrderSchema>>;

/** `POST /v1/orders/:id/attempts`. `phone` is only for mobile money, in any common format. */
export const startAttemptSchema = z
  .strictObject({
    method: methodSchema,
    /** Asks for the deposit alone, where the order has one. */
    part: z.literal("deposit").optional(),
    /** Invisible characters don't count towards its length: pasted numbers contain them. */
    phone: z.string().min(1).overwrite(foldText).max(64).optional(),
  })
  .meta({ id: "StartAttempt" });
export type StartAttempt = Readonly<z.infer<typeof startAttemptSchema>>;

export const tokenResponseSchema = z
  .strictObject({
    token: z.string(),
    tokenExpiresAt: z.iso.datetime(),
    /** Only in the response to a `code`, because the browser has no secret yet. */
    resumeSecret: z.string().optional(),
  })
  .meta({ id: "TokenResponse" });
export type TokenResponse = Readonly<z.infer<typeof tokenResponseSchema>>;

export const createOrderResponseSchema = z
  .strictObject({
    order: orderSchema,
    token: z.string(),
    tokenExpiresAt: z.iso.datetime(),
    resumeSecret: z.string(),
  })
  .meta({ id: "CreateOrderResponse" });
export type CreateOrderResponse = Readonly<
  z.infer<typeof createOrderResponseSchema>
>;

export const attemptResponseSchema = z
  .strictObject({ attempt: attemptSchema, order: orderSchema })
  .meta({ id: "AttemptResponse" });
export type AttemptResponse = Readonly<z.infer<typeof attemptResponseSchema>>;
