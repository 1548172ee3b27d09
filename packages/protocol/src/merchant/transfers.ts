/** Wallet-to-wallet transfers at the provider. The amount is null where the provider's can't be read exactly. */
import { z } from "zod";
import { amountSchema } from "../amount.ts";
import { reasonSchema, timeSchema } from "./common.ts";

const text = z.string();
const maybeText = text.nullable();

/** `unknown`: a status that nobody documents; counts as not final. */
export const TRANSFER_STATUSES = [
  "awaiting_acceptance",
  "completed",
  "rejected",
  "expired",
  "unknown",
] as const;
export type TransferStatus = (typeof TRANSFER_STATUSES)[number];

/** `POST /v1/merchant/transfers/:reference/reject`. The payer may be shown the reason. */
export const rejectTransferSchema = z
  .strictObject({ reason: reasonSchema(500) })
  .meta({ id: "RejectTransfer" });

export const transferSchema = z
  .strictObject({
    reference: text,
    status: z.enum(TRANSFER_STATUSES),
    senderTag: text,
    senderApp: maybeText,
    receiverTag: text,
    amount: amountSchema.nullable(),
    currency: text,
    /** As the provider wrote it. */
    amountText: text,
    narration: maybeText,
    rejectionReason: maybeText,
    expiresAt: timeSchema.nullable(),
    createdAt: timeSchema.nullable(),
  })
  .meta({ id: "Transfer" });
export type Transfer = Readonly<z.infer<typeof transferSchema>>;

export const transferListSchema = z
  .strictObject({ transfers: z.array(transferSchema) })
  .meta({ id: "TransferList" });

export const oneTransferSchema = z
  .strictObject({ transfer: transferSchema })
  .meta({ id: "TransferResponse" });

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
          lastAttemptAt: timeSchema.nullable(),
          deliveredAt: timeSchema.nullable(),
        }),
      )
      .nullable(),
  })
  .meta({ id: "TransferHistory" });
