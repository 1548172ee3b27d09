/** Alerts to addresses whose mail is kept, and to a receiver that keeps what it gets. */
import { ALERT_KINDS } from "@malipo/protocol/merchant";
import type { AlertPayload } from "@malipo/protocol/merchant";
import type { Mail } from "../../src/ports/mailer.ts";
import type { MessageResult } from "../../src/ports/message-result.ts";
import type { WebhookResult, WebhookSender } from "../../src/ports/webhook.ts";
import type { Alerting } from "../../src/use-cases/alerts/alerting.ts";
import { alertState, messageState } from "../../src/domain/alert.ts";
import { LONGEST_LEASE_MS } from "../../src/ports/store.ts";
import { callBack, paid, pass, untilPaid } from "./attempts.ts";
import { startTestRelay } from "./test-relay.ts";
import type { OpenedOrder, TestRelay } from "./test-relay.ts";
import { until } from "./until.ts";

export const OPS = "ops@duka.example";

/** Answers in turn, then with the last one. */
class Answers<T> {
  #left: readonly T[];
  readonly #otherwise: T;
  constructor(otherwise: T, given: readonly T[]) {
    this.#otherwise = otherwise;
    this.#left = given;
  }
  next(): T {
    const [next = this.#otherwise, ...rest] = this.#left;
    if (rest.length > 0) this.#left = rest;
    return next;
  }
}

export class ScriptedMailer {
  readonly sent: Mail[] = [];
  readonly #answers: Answers<MessageResult>;
  constructor(...answers: readonly MessageResult[]) {
    this.#answers = new Answers({ kind: "sent" }, answers);
  }
  send(mail: Mail): Promise<MessageResult> {
    this.sent.push(mail);
    return Promise.resolve(this.#answers.next());
  }
  get subjects(): readonly string[] {
    return this.sent.map(({ subject }) => subject.replaceAll("\u00a0", " "));
  }
}

export class ScriptedReceiver implements WebhookSender {
  readonly endpoint = "alerts";
  readonly url = "https://chat.duka.example/alerts";
  readonly ids: string[] = [];
  readonly payloads: AlertPayload[] = [];
  readonly #answers: Answers<WebhookResult>;
  constructor(...answers: readonly WebhookResult[]) {
    this.#answers = new Answers({ kind: "delivered", status: 204 }, answers);
  }
  send(message: { id: string; payload: string }): Promise<WebhookResult> {
    this.ids.push(message.id);
    this.payloads.push(JSON.parse(message.payload) as AlertPayload);
    return Promise.resolve(this.#answers.next());
  }
}

export const alertingTo = (changes: Partial<Alerting>): Alerting => ({
  kinds: ALERT_KINDS,
  urgent: [],
  quietHours: null,
  emails: changes.mailer == null ? [] : [OPS],
  mailer: null,
  webhook: null,
  consoleUrl: null,
  healthChecks: {},
  providerTitles: { almara: "Almara Pay", flexpay: "FlexPay" },
  ...changes,
});

/** Moves the clock. Nothing that is under way then goes on past its lease. */
export async function passAlerts(
  relay: TestRelay,
  seconds: number,
): Promise<void> {
  await pass(relay, seconds);
  await until("no alert is under way", async () => {
    const now = relay.clock.now();
    const times = await Promise.all(
      (["gather_alert", "send_alert"] as const).map((kind) =>
        relay.store.nextTaskAt(kind, now + LONGEST_LEASE_MS),
      ),
    );
    return times.every((at) => at === null || at > now);
  });
}

/** Has done what is due now. */
export const settleAlerts = (relay: TestRelay): Promise<void> =>
  passAlerts(relay, 0);

export const startAlerting = (alerts: Partial<Alerting>) =>
  startTestRelay({
    alerts: alertingTo(alerts),
    settings: { livemode: true },
  });

export async function pay(relay: TestRelay): Promise<OpenedOrder> {
  const order = await relay.order();
  const attemptId = await relay.attempt(order);
  relay.provider.onQuery = () => paid;
  await callBack(relay, attemptId);
  await untilPaid(relay, order);
  await settleAlerts(relay);
  return order;
}

/** As the provider was told to answer. */
export async function payBy(relay: TestRelay): Promise<void> {
  const order = await relay.order();
  const attemptId = await relay.attempt(order);
  await callBack(relay, attemptId);
  await untilPaid(relay, order);
  await settleAlerts(relay);
}

/** Of each alert, newest first: its state, and that of its messages with their tries. */
export async function statesOf({ store }: TestRelay) {
  const { items } = await store.alerts.list({ limit: 1_000 });
  return items.map(
    ({ alert, messages }) =>
      [
        alertState(alert, messages),
        messages.map(
          (each) => [messageState(each), each.progress.tries] as const,
        ),
      ] as const,
  );
}

export const referenceOf = async (
  relay: TestRelay,
  { id }: OpenedOrder,
): Promise<string> => (await relay.store.getOrder(id))?.reference ?? "";
