/**
 * Sends a message once. The result is recorded when the task is settled; a crash in between sends it again with the same
 * id, by which mail programs and receivers know the second copy.
 */
import type { AlertMessage } from "../../domain/alert.ts";
import { LONGEST_DELIVERY_PAUSE_MS } from "../../domain/delivery-schedule.ts";
import { afterTry, isOver } from "../../domain/message-progress.ts";
import type { MessageTry } from "../../domain/message-progress.ts";
import type { Instant } from "../../domain/observation.ts";
import type { LeasedTask, Task } from "../../ports/store.ts";
import type { WebhookResult } from "../../ports/webhook.ts";
import type { Deps } from "../shared/deps.ts";
import { toAlertMail, toAlertPayload } from "./alert-text.ts";
import type { AlertContext } from "./alert-words.ts";
import { GIVE_UP_AFTER_MS, LOOK_AGAIN_MS } from "./gather-alert.ts";

type Tried = MessageTry | { readonly kind: "aborted" };

const NOBODY: MessageTry = { kind: "refused", status: null };

export async function sendAlert(deps: Deps, task: LeasedTask): Promise<void> {
  const { store, clock } = deps;
  const settle = (next: Task | null): Promise<void> =>
    store.transaction((tx) => tx.settleTask(task, next));
  const message = await store.alerts.findMessage(task.subject);
  if (message === undefined || isOver(message.progress)) return settle(null);
  const result = await tryOnce(deps, message);
  if (result?.kind === "aborted") return settle(task);
  if (result !== null) return record(deps, task, result);
  const now = clock.now();
  return now - message.createdAt < GIVE_UP_AFTER_MS
    ? settle({ ...task, dueAt: now + LOOK_AGAIN_MS })
    : record(deps, task, NOBODY);
}

/** Null if nobody is to be told there any more. */
export async function tryOnce(
  deps: Pick<Deps, "alerts" | "clock" | "settings">,
  message: AlertMessage,
): Promise<Tried | null> {
  const { alerts, clock, settings } = deps;
  if (alerts === null) return null;
  const { id, channel, to, createdAt, groups } = message;
  const told = { createdAt, groups };
  const context: AlertContext = {
    consoleUrl: alerts.consoleUrl,
    providerTitles: alerts.providerTitles,
    merchant: settings.merchant,
    livemode: settings.livemode,
    zone: settings.timeZone,
  };
  if (channel === "webhook") {
    if (alerts.webhook === null) return null;
    const payload = JSON.stringify(toAlertPayload(context, told));
    const result = await alerts.webhook.send({ id, payload }, clock.now());
    return ofWebhook(result, clock.now());
  }
  if (alerts.mailer === null || !alerts.emails.includes(to)) return null;
  const result = await alerts.mailer.send({
    id: `alert.${id}`,
    to,
    ...toAlertMail(context, told),
  });
  return result.kind === "sent" ? { kind: "sent", status: null } : result;
}

function ofWebhook(result: WebhookResult, now: Instant): Tried {
  if (result.kind === "aborted") return result;
  const { status } = result;
  if (result.kind === "delivered") return { kind: "sent", status };
  if (result.error === "gone") return { kind: "refused", status };
  const waitMs = (result.retryAfterSeconds ?? 0) * 1000;
  const notBefore = now + Math.min(waitMs, LONGEST_DELIVERY_PAUSE_MS);
  return { kind: "failed", status, notBefore };
}

async function record(
  { store, clock, random, log, metrics }: Deps,
  task: LeasedTask,
  result: MessageTry,
): Promise<void> {
  const at = clock.now();
  const chance = random.chance();
  const after = await store.transaction(async (tx) => {
    const message = await tx.alerts.getMessage(task.subject);
    if (message === undefined) {
      await tx.settleTask(task, null);
      return undefined;
    }
    const tried = afterTry(message.progress, result, at, chance);
    await tx.alerts.updateMessage({ ...message, progress: tried.message });
    const { nextAt: dueAt } = tried;
    await tx.settleTask(task, dueAt === null ? null : { ...task, dueAt });
    return { ...message, ...tried };
  });
  if (after === undefined) return;
  const { channel, nextAt } = after;
  const { tries, lastStatus: status } = after.message;
  const fields = { messageId: task.subject, channel, tries };
  if (result.kind === "sent") {
    metrics.alert(channel, "sent");
    log.info(fields, "an alert was sent");
  } else if (nextAt === null) {
    metrics.alert(channel, "dead");
    log.error({ ...fields, status }, "an alert could not be sent");
  } else {
    metrics.alert(channel, "failed");
    log.warn(
      { ...fields, status, nextTryAt: nextAt },
      "an alert could not be sent and will be tried again",
    );
  }
}
