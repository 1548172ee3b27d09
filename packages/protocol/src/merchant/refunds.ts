/** Refunds to the phone that paid an order. */
import { z } from "zod";
import { amountSchema } from "../amount.ts";
import { FAILURE_CODES } from "../attempt.ts";
import { reasonSchema, timeSchema } from "./common.ts";

/**
 * `unconfirmed`: it is not known whether the money was sent; counts as refunded until the provider says otherwise.
 * `rejected`: stopped before it was paid.
 */
export const REFUND_STATUSES = [
  "submitting",
  "pending",
  "unconfirmed",
  "paid",
  "failed",
  "rejected",
] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

/** `POST /v1/merchant/orders/:id/refunds`. The reason goes to the provider as the payout's notes. */
export const createRefundSchema = z
  .strictObject({
    amount: amountSchema.optional(),
    attemptId: z.string().min(1).max(100).optional(),
    reason: reasonSchema(200),
  })
  .meta({ id: "CreateRefund" });

export const refundSchema = z
  .strictObject({
    id: z.uuid(),
    orderId: z.string(),
    /** The attempt whose payment is refunded. */
    attemptId: z.string(),
    amount: amountSchema,
    status: z.enum(REFUND_STATUSES),
    reason: z.string(),
    /** Masked. */
    phone: z.string(),
    /** The mobile operator's receipt, once paid. */
    receipt: z.string().nullable(),
    /** Why nothing was sent; null unless it failed. */
    failure: z.enum(FAILURE_CODES).nullable(),
    /** Needs a manual review: a different amount was sent, the provider contradicts itself, or the result is unknown. */
    review: z.boolean(),
    createdAt: timeSchema,
  })
  .meta({ id: "Refund" });
export type Refund = Readonly<z.infer<typeof refundSchema>>;

export const oneRefundSchema = z
  .strictObject({ refund: refundSchema })
  .meta({ id: "RefundResponse" });
export type OneRefund = Readonly<z.infer<typeof oneRefundSchema>>;

export const refundListSchema = z
  .strictObject({ refunds: z.array(refundSchema) })
  .meta({ id: "RefundList" });
