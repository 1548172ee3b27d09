/**
 * The receipt of a paid order, and of each part of one that is paid in parts, is sent to the shopper, by each way that is
 * configured and that the order has an address for.
 */
import type { Order } from "../../domain/order.ts";
import { completionOf, partsOf } from "../../domain/part-payments.ts";
import { parsePhone } from "../../domain/phone.ts";
import {
  RECEIPT_CHANNELS,
  RECEIPT_TASKS,
  paymentsToTell,
} from "../../domain/receipt-message.ts";
import type { ReceiptChannel } from "../../domain/receipt-message.ts";
import type { StoreTransaction } from "../../ports/store.ts";
import type { Deps } from "../shared/deps.ts";

/** Call it in the transaction that stores the change. */
export async function requestReceipts(
  deps: Deps,
  tx: StoreTransaction,
  before: Order,
  after: Order,
): Promise<void> {
  if (paymentsToTell(after) <= paymentsToTell(before)) return;
  for (const channel of RECEIPT_CHANNELS)
    if (isConfigured(deps, channel) && recipientOf(after, channel) !== null)
      await tx.ensureTask({
        kind: RECEIPT_TASKS[channel],
        subject: after.id,
        dueAt: deps.clock.now(),
      });
}

const isConfigured = (
  { mailer, textSender }: Deps,
  channel: ReceiptChannel,
): boolean => (channel === "email" ? mailer : textSender) !== null;

/** Null if there is none: an erased order has lost it. By text message to the phone that paid, else to the customer's. */
export function recipientOf(
  order: Order,
  channel: ReceiptChannel,
): string | null {
  const { customer } = order;
  if (channel === "email") return customer?.email ?? null;
  const paying = completionOf(order) ?? partsOf(order).at(-1);
  const payer = paying?.attempt.plan.phone ?? customer?.phone;
  const digits = payer == null ? undefined : parsePhone(payer);
  return digits === undefined ? null : `+${digits}`;
}
