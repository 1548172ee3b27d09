/** Payments that match no order and need a manual review. */
import { z } from "zod";
import { amountSchema } from "../amount.ts";
import { nextCursorSchema, providerIdSchema, timeSchema } from "./common.ts";

export const unmatchedPaymentSchema = z
  .strictObject({
    id: z.string(),
    provider: providerIdSchema,
    account: z.string().nullable(),
    amount: amountSchema.nullable(),
    /** Masked. */
    phone: z.string().nullable(),
    at: timeSchema,
    /** The raw notification. */
    body: z.string(),
  })
  .meta({ id: "UnmatchedPayment" });
export type UnmatchedPayment = Readonly<z.infer<typeof unmatchedPaymentSchema>>;

export const unmatchedPaymentListSchema = z
  .strictObject({
    unmatchedPayments: z.array(unmatchedPaymentSchema),
    nextCursor: nextCursorSchema,
  })
  .meta({ id: "UnmatchedPaymentList" });
