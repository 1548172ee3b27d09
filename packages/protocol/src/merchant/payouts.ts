/** Payouts, bill payments and routes at the provider. Amounts are null if the provider's can't be read exactly. */
import { z } from "zod";
import { amountSchema } from "../amount.ts";
import { timeSchema } from "./common.ts";

const text = z.string();
const maybeText = text.nullable();
const maybeAmount = amountSchema.nullable();

/**
 * `queued` and `pending` can still be rejected. `timed_out` is not final: the money may have been sent. `unknown` is an
 * undocumented status and counts as not final.
 */
export const PAYOUT_STATUSES = [
  "pending",
  "paid",
  "failed",
  "rejected",
  "timed_out",
  "unknown",
] as const;
export type PayoutStatus = (typeof PAYOUT_STATUSES)[number];

/** What the provider's documents advise after a result code. */
export const PAYOUT_ADVICE = [
  "none",
  "retry_with_new_id",
  "retry_with_same_id",
  "query_again",
  "do_not_retry",
  "ask_the_provider",
] as const;
export type PayoutAdvice = (typeof PAYOUT_ADVICE)[number];

const payoutLineSchema = z
  .strictObject({
    status: z.enum(PAYOUT_STATUSES),
    amount: maybeAmount,
    fee: maybeAmount,
    result: z
      .strictObject({
        code: text,
        description: maybeText,
        /** What the provider's documents advise after this code. */
        advice: z.enum(PAYOUT_ADVICE),
      })
      .nullable(),
    recipient: z.strictObject({
      name: maybeText,
      phone: maybeText,
      account: maybeText,
    }),
    reference: maybeText,
    trackingNumber: maybeText,
    receipt: maybeText,
    at: timeSchema.nullable(),
  })
  .meta({ id: "PayoutLine" });

export const payoutSchema = z
  .strictObject({
    id: text,
    providerId: maybeText,
    /** The provider has finished processing; says nothing about the money. */
    processed: z.boolean(),
    status: z.enum(PAYOUT_STATUSES),
    remarks: maybeText,
    lines: z.array(payoutLineSchema),
    /** The merchant's balances at the provider. */
    balances: z
      .strictObject({
        working: maybeAmount,
        utility: maybeAmount,
        wallet: maybeAmount,
      })
      .nullable(),
  })
  .meta({ id: "Payout" });

export const payoutRejectionSchema = z
  .strictObject({
    lines: z.array(
      z.strictObject({
        id: text,
        rejected: z.boolean(),
        code: text,
        reason: maybeText,
      }),
    ),
  })
  .meta({ id: "PayoutRejection" });

export const billSchema = z
  .strictObject({
    id: text,
    providerId: maybeText,
    status: z.enum(PAYOUT_STATUSES),
    statusDescription: maybeText,
    amount: maybeAmount,
    dueAmount: maybeAmount,
    /** A date, or a date and time. */
    dueDate: z.union([z.iso.date(), timeSchema]).nullable(),
    serviceCode: maybeText,
    accountNumber: maybeText,
    accountName: maybeText,
    customerName: maybeText,
    phone: maybeText,
    narration: maybeText,
    receipt: maybeText,
    /** Null if it was not paid. */
    paidAt: timeSchema.nullable(),
    /** When the provider received it, if it is not paid. */
    receivedAt: timeSchema.nullable(),
  })
  .meta({ id: "Bill" });

export const routeListSchema = z
  .strictObject({
    routes: z.array(
      z.strictObject({
        id: text,
        category: maybeText,
        description: maybeText,
        integration: maybeText,
        country: maybeText,
        active: z.boolean(),
        channels: z.array(
          z.strictObject({ type: z.int(), description: maybeText }),
        ),
      }),
    ),
    /** When the list was read; it is cached for hours. */
    fetchedAt: timeSchema,
  })
  .meta({ id: "RouteList" });
