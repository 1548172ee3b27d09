/** The ways by which a receipt is sent to the shopper. */
import type { MessageProgress } from "./message-progress.ts";
import type { TaskKind } from "./task.ts";

export const RECEIPT_CHANNELS = ["email", "sms"] as const;
export type ReceiptChannel = (typeof RECEIPT_CHANNELS)[number];

export const RECEIPT_TASKS = {
  email: "mail_receipt",
  sms: "text_receipt",
} as const satisfies Record<ReceiptChannel, TaskKind>;

export type ReceiptMessages = Readonly<
  Partial<Record<ReceiptChannel, MessageProgress | undefined>>
>;
