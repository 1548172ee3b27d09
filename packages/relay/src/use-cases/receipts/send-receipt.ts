/**
 * Sends the receipt of each payment once. The result is recorded when the task is settled; a crash in between sends it again with the same
 * id, by which mail programs and gateways know the second copy.
 */
import { findLocale } from "@malipo/protocol";
import type { Order } from "../../domain/order.ts";
import { afterTry, isOver } from "../../domain/message-progress.ts";
import {
  paymentsToTell,
  receiptProgress,
} from "../../domain/receipt-message.ts";
import type { ReceiptChannel } from "../../domain/receipt-message.ts";
import type { MessageResult } from "../../ports/message-result.ts";
import type { LeasedTask, Task } from "../../ports/store.ts";
import type { Deps } from "../shared/deps.ts";
import { toMail, toText } from "./receipt-message.ts";
import type { MessageContext } from "./receipt-message.ts";
import { toReceipt } from "./receipt.ts";
import type { Receipt } from "./receipt.ts";
import { recipientOf } from "./request-receipts.ts";

/** If it is no longer configured, its receipts wait. */
const WITHOUT_SENDER_MS = 60 * 60_000;

type Send = (receipt: Receipt, to: string) => Promise<MessageResult>;

export async function sendReceipt(
  deps: Deps,
  task: LeasedTask,
  channel: ReceiptChannel,
): Promise<void> {
  const { store, clock } = deps;
  const settle = (next: Task | null): Promise<void> =>
    store.transaction((tx) => tx.settleTask(task, next));
  const order = await store.getOrder(task.subject);
  if (order === undefined) return settle(null);
  const payments = paymentsToTell(order);
  if (isOver(receiptProgress(order, channel, payments))) return settle(null);
  const send = senderOf(deps, order, channel, payments);
  if (send === null)
    return settle({ ...task, dueAt: clock.now() + WITHOUT_SENDER_MS });
  const to = recipientOf(order, channel);
  const receipt = toReceipt(deps, order, await store.listRefunds(order.id));
  if (to === null || receipt === undefined) return settle(null);
  const result = await send(receipt, to);
  if (result.kind === "aborted") return settle(task);
  await record(deps, task, channel, payments, result);
}

/** Null if the way is not configured. */
function senderOf(
  { mailer, textSender, settings }: Deps,
  order: Order,
  channel: ReceiptChannel,
  payments: number,
): Send | null {
  const id = ["receipt", order.id, ...(payments > 1 ? [payments] : [])].join(
    ".",
  );
  const context: MessageContext = {
    locale: findLocale(order.locale ?? "en") ?? "en",
    merchant: settings.merchant,
    zone: settings.timeZone,
  };
  if (channel === "email")
    return (
      mailer &&
      ((receipt, to) => mailer.send({ id, to, ...toMail(context, receipt) }))
    );
  return (
    textSender &&
    ((receipt, to) =>
      textSender.send({ to, text: toText(context, receipt), reference: id }))
  );
}

async function record(
  { store, clock, random, log }: Deps,
  task: LeasedTask,
  channel: ReceiptChannel,
  payments: number,
  result: Exclude<MessageResult, { kind: "aborted" }>,
): Promise<void> {
  const at = clock.now();
  const chance = random.chance();
  const status = result.kind === "sent" ? null : result.status;
  const after = await store.transaction(async (tx) => {
    // Lock the order before its tasks, as everywhere, to avoid deadlocks.
    const order = await tx.getOrder(task.subject);
    if (order === undefined) {
      await tx.settleTask(task, null);
      return undefined;
    }
    const before = receiptProgress(order, channel, payments);
    const tried = afterTry(before, { kind: result.kind, status }, at, chance);
    const message = { ...tried.message, payments };
    const messages = { ...order.messages, [channel]: message };
    // No page shows it, so the version stays.
    await tx.updateOrder({ ...order, messages });
    // A part that came while this one was sent is told next.
    const dueAt = paymentsToTell(order) > payments ? at : tried.nextAt;
    await tx.settleTask(task, dueAt === null ? null : { ...task, dueAt });
    return tried;
  });
  if (after === undefined) return;
  const { tries } = after.message;
  const fields = { orderId: task.subject, channel, tries };
  if (result.kind === "sent") log.info(fields, "a receipt was sent");
  else if (after.nextAt === null)
    log.error({ ...fields, status }, "a receipt could not be sent");
  else
    log.warn(
      { ...fields, status, nextTryAt: after.nextAt },
      "a receipt could not be sent and will be tried again",
    );
}
