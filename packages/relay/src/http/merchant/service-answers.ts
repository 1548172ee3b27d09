/** What the providers' own matters look like on the merchant's side. Amounts are null where the provider's can't be read exactly. */
import { FAILURE_CODES, amountSchema } from "@malipo/protocol";
import { z } from "zod";
import { PAYOUT_ADVICE, PAYOUT_STATUSES } from "@malipo/protocol/merchant";
import { REFUND_STATUSES } from "@malipo/protocol/merchant";
import { TRANSFER_STATUSES } from "@malipo/protocol/merchant";

const time = z.iso.datetime();
const text = z.string();
const maybeText = text.nullable();
const maybeAmount = amountSchema.nullable();

export const refundAnswerSchema = z
  .strictObject({
    id: z.uuid(),
    orderId: text,
    /** Whose payment goes back. */
    attemptId: text,
    amount: amountSchema,
    status: z.enum(REFUND_STATUSES),
    reason: text,
    /** Masked. */
    phone: text,
    receipt: maybeText,
    /** Null while it has not failed. */
    failure: z.enum(FAILURE_CODES).nullable(),
    /** A person must look. */
    review: z.boolean(),
    createdAt: time,
  })
  .meta({ id: "Refund" });

export const oneRefundAnswerSchema = z
  .strictObject({ refund: refundAnswerSchema })
  .meta({ id: "RefundAnswer" });

export const refundListAnswerSchema = z
  .strictObject({ refunds: z.array(refundAnswerSchema) })
  .meta({ id: "RefundList" });

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
    at: time.nullable(),
  })
  .meta({ id: "PayoutLine" });

export const payoutAnswerSchema = z
  .strictObject({
    id: text,
    providerId: maybeText,
    /** The provider is done with it; says nothing about money. */
    processed: z.boolean(),
    status: z.enum(PAYOUT_STATUSES),
    remarks: maybeText,
    lines: z.array(payoutLineSchema),
    /** The merchant's own money at the provider. */
    balances: z
      .strictObject({
        working: maybeAmount,
        utility: maybeAmount,
        wallet: maybeAmount,
      })
      .nullable(),
  })
  .meta({ id: "Payout" });

export const rejectionAnswerSchema = z
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

export const billAnswerSchema = z
  .strictObject({
    id: text,
    providerId: maybeText,
    status: z.enum(PAYOUT_STATUSES),
    statusDescription: maybeText,
    amount: maybeAmount,
    dueAmount: maybeAmount,
    /** A day, or a time. */
    dueDate: z.union([z.iso.date(), time]).nullable(),
    serviceCode: maybeText,
    accountNumber: maybeText,
    accountName: maybeText,
    customerName: maybeText,
    phone: maybeText,
    narration: maybeText,
    receipt: maybeText,
    /** Null where it was not paid. */
    paidAt: time.nullable(),
    /** When the provider got it, where it was not paid (yet). */
    receivedAt: time.nullable(),
  })
  .meta({ id: "Bill" });

export const routeListAnswerSchema = z
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
    /** They are kept for hours. */
    fetchedAt: time,
  })
  .meta({ id: "RouteList" });

export const transferSchema = z
  .strictObject({
    reference: text,
    status: z.enum(TRANSFER_STATUSES),
    senderTag: text,
    senderApp: maybeText,
    receiverTag: text,
    amount: maybeAmount,
    currency: text,
    /** As the provider wrote it. */
    amountText: text,
    narration: maybeText,
    rejectionReason: maybeText,
    expiresAt: time.nullable(),
    createdAt: time.nullable(),
  })
  .meta({ id: "Transfer" });

export const transferListAnswerSchema = z
  .strictObject({ transfers: z.array(transferSchema) })
  .meta({ id: "TransferList" });

export const transferAnswerSchema = z
  .strictObject({ transfer: transferSchema })
  .meta({ id: "TransferAnswer" });

export const transferHistorySchema = z
  .strictObject({
    transfer: transferSchema,
    /** How the provider's own webhooks about it fared; null where it did not tell. */
    notices: z
      .array(
        z.strictObject({
          direction: text,
          eventType: text,
          status: text,
          attempts: z.int(),
          targetUrl: maybeText,
          lastError: maybeText,
          lastAttemptAt: time.nullable(),
          deliveredAt: time.nullable(),
        }),
      )
      .nullable(),
  })
  .meta({ id: "TransferHistory" });

export const unmatchedPaymentListAnswerSchema = z
  .strictObject({
    unmatchedPayments: z.array(
      z.strictObject({
        id: text,
        provider: z.string(),
        account: maybeText,
        amount: maybeAmount,
        /** Masked. */
        phone: maybeText,
        at: time,
        /** The message as it came. */
        body: text,
      }),
    ),
    nextCursor: maybeText,
  })
  .meta({ id: "UnmatchedPaymentList" });
