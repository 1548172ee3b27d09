/** The ways by which a receipt is sent to the shopper. */
import { NEVER_TRIED } from "./message-progress.ts";
import type { MessageProgress } from "./message-progress.ts";
import { completionOf, countParts, takesParts } from "./part-payments.ts";
import type { Payable } from "./part-payments.ts";
import type { TaskKind } from "./task.ts";

export const RECEIPT_CHANNELS = ["email", "sms"] as const;
export type ReceiptChannel = (typeof RECEIPT_CHANNELS)[number];

export const RECEIPT_TASKS = {
  email: "mail_receipt",
  sms: "text_receipt",
} as const satisfies Record<ReceiptChannel, TaskKind>;

export interface ReceiptMessage extends MessageProgress {
  /** How many payments it told of; absent: all. */
  readonly payments?: number | undefined;
}

export type ReceiptMessages = Readonly<
  Partial<Record<ReceiptChannel, ReceiptMessage | undefined>>
>;

/** How many payments of the order a receipt is to be sent for: each part, or all at once. */
export function paymentsToTell(order: Payable): number {
  if (takesParts(order)) return countParts(order);
  return completionOf(order) === null ? 0 : 1;
}

/** How far the receipt of so many payments has come: a part that came since needs another. */
export function receiptProgress(
  { messages }: { readonly messages?: ReceiptMessages | undefined },
  channel: ReceiptChannel,
  payments: number,
): ReceiptMessage {
  const message = messages?.[channel];
  return message !== undefined && (message.payments ?? payments) >= payments
    ? message
    : NEVER_TRIED;
}
