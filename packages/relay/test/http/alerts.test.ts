/** What people of the shop are told, by e-mail and webhook: once for each cause. */
import { alertPayloadSchema } from "@malipo/protocol/merchant";
import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import type { PromMetrics } from "../../src/adapters/prom-metrics/prom-metrics.ts";
import { createSmtpMailer } from "../../src/adapters/smtp-mailer/smtp-mailer.ts";
import { createWebhookSender } from "../../src/adapters/webhook-sender/webhook-sender.ts";
import type { MessageResult } from "../../src/ports/message-result.ts";
import type { WebhookResult } from "../../src/ports/webhook.ts";
import {
  OPS,
  ScriptedMailer,
  ScriptedReceiver,
  alertingTo,
  pay,
  referenceOf,
  startAlerting,
  statesOf,
  passAlerts,
} from "../support/alerting.ts";
import { callBack } from "../support/attempts.ts";
import { localHttp } from "../support/local-http.ts";
import { startMailServer } from "../support/mail-server.ts";
import { startTestRelay } from "../support/test-relay.ts";
import {
  makeSecret,
  startReceiver,
  verify,
} from "../support/webhook-receiver.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

describe("an alert by e-mail", () => {
  it("says shop, what and how much, in text and HTML, with a link to the console and no phone", async () => {
    const server = await startMailServer();
    const mailer = createSmtpMailer({
      url: `smtp://127.0.0.1:${String(server.port)}`,
      from: { name: "Duka", address: "relay@duka.example" },
    });
    const relay = await startAlerting({
      mailer,
      consoleUrl: "https://console.duka.example",
    });
    const order = await pay(relay);
    await expect.poll(() => server.received.length).toBe(1);
    const [received] = server.received;
    expect(received?.recipients).toEqual([OPS]);
    const mail = await simpleParser(received?.source ?? "");
    const reference = await referenceOf(relay, order);
    expect(mail.subject).toBe(`Duka: order ${reference} is paid, KES 2,500`);
    const address = `https://console.duka.example/console/orders/${order.id}`;
    expect(mail.text).toContain(
      `21 November 2026 at 12:00 EAT: order ${reference} is paid, KES\u00a02,500\n  ${address}`,
    );
    expect(mail.html).toContain(`href="${address}"`);
    expect(mail.html).not.toMatch(/<img|url\(|<script|<link/);
    expect(received?.source).not.toMatch(/712.?345|345.?678/);
    expect(mail.messageId).toMatch(/^<alert\.alm_[\w-]{22}@duka\.example>$/);
  });

  it("is sent once, however often the provider calls back", async () => {
    const mailer = new ScriptedMailer();
    const relay = await startAlerting({ mailer });
    const order = await pay(relay);
    const [attempt] = (await relay.store.getOrder(order.id))?.attempts ?? [];
    for (let i = 0; i < 3; i += 1)
      await callBack(relay, attempt?.plan.id ?? "");
    await passAlerts(relay, HOUR);
    expect(mailer.sent).toHaveLength(1);
  });

  it("is tried again with the same id until it is sent", async () => {
    const failed: MessageResult = { kind: "failed", status: 451 };
    const mailer = new ScriptedMailer(failed, failed, { kind: "sent" });
    const relay = await startAlerting({ mailer });
    await pay(relay);
    await passAlerts(relay, 10);
    await passAlerts(relay, 10 * MINUTE);
    await passAlerts(relay, 24 * HOUR);
    expect(mailer.sent).toHaveLength(3);
    expect(new Set(mailer.sent.map(({ id }) => id)).size).toBe(1);
    expect(new Set(mailer.subjects).size).toBe(1);
    expect(await statesOf(relay)).toEqual([["sent", [["sent", 3]]]]);
  });

  it("ends visibly when the mail server refuses it for good", async () => {
    const mailer = new ScriptedMailer({ kind: "refused", status: 550 });
    const relay = await startAlerting({ mailer });
    await pay(relay);
    await passAlerts(relay, 24 * HOUR);
    expect(mailer.sent).toHaveLength(1);
    expect(await statesOf(relay)).toEqual([["failed", [["failed", 1]]]]);
    expect(relay.logged()).toContain("an alert could not be sent");
    expect(relay.logged()).not.toContain(OPS);
    expect(await (relay.deps.metrics as PromMetrics).text()).toContain(
      'malipo_alert_tries_total{kind="email",result="dead"} 1',
    );
  });

  it("goes out again with the same id if the relay dies before it has noted that it was sent", async () => {
    const mailer = new ScriptedMailer();
    const relay = await startAlerting({
      mailer: {
        send: async (mail) => {
          const result = await mailer.send(mail);
          if (mailer.sent.length === 1) throw new Error("the relay dies");
          return result;
        },
      },
    });
    await pay(relay);
    await passAlerts(relay, MINUTE);
    await passAlerts(relay, HOUR);
    expect(mailer.sent).toHaveLength(2);
    expect(new Set(mailer.sent.map(({ id }) => id)).size).toBe(1);
  });

  it("can't be made to have another header or recipient", async () => {
    const server = await startMailServer();
    const mailer = createSmtpMailer({
      url: `smtp://127.0.0.1:${String(server.port)}`,
      from: { name: "Duka", address: "relay@duka.example" },
    });
    const relay = await startTestRelay({
      alerts: alertingTo({ mailer }),
      settings: {
        merchant: { name: "Duka\r\nBcc: thief@example.com\r\n\r\n<b>&" },
      },
    });
    await pay(relay);
    await expect.poll(() => server.received.length).toBe(1);
    const [received] = server.received;
    expect(received?.recipients).toEqual([OPS]);
    const mail = await simpleParser(received?.source ?? "");
    expect(mail.bcc).toBeUndefined();
    expect(mail.subject).toMatch(
      /^\[Test system\] Duka Bcc: thief@example\.com <b>&: order /,
    );
    expect(mail.html).toContain("&lt;b&gt;&amp;");
  });
});

describe("an alert by webhook", () => {
  it("is signed, and says what the e-mail says for programs", async () => {
    const secret = makeSecret(1);
    const receiver = await startReceiver();
    const webhook = createWebhookSender({
      url: receiver.url,
      http: localHttp(),
      secrets: [secret.bytes],
      version: "0.0.0-test",
    });
    const relay = await startAlerting({ webhook });
    const order = await pay(relay);
    await expect.poll(() => receiver.received.length).toBe(1);
    const [message] = receiver.received;
    if (message === undefined) throw new Error("nothing came");
    const payload = alertPayloadSchema.parse(verify(message, secret.text));
    const reference = await referenceOf(relay, order);
    const amount = { value: 250_000, currency: "KES" };
    expect(payload).toMatchObject({
      type: "alert",
      data: {
        text: `Duka: order ${reference} is paid, KES\u00a02,500`,
        livemode: true,
        groups: [
          {
            type: "order.paid",
            count: 1,
            totals: [amount],
            alerts: [{ about: { orderId: order.id, reference, amount } }],
          },
        ],
      },
    });
    expect(message.id).toMatch(/^alm_[\w-]{22}$/);
    expect(message.body).not.toMatch(/712.?345|345.?678/);
  });

  it.each<[string, WebhookResult, number]>([
    [
      "is given up when the receiver says that it is gone",
      {
        kind: "failed",
        status: 410,
        error: "gone",
        retryAfterSeconds: null,
      },
      1,
    ],
    [
      "is tried again for three days, and given up then",
      {
        kind: "failed",
        status: null,
        error: "private_address",
        retryAfterSeconds: null,
      },
      10,
    ],
  ])("%s", async (_what, result, tries) => {
    const webhook = new ScriptedReceiver(result);
    const relay = await startAlerting({ webhook });
    await pay(relay);
    for (let day = 0; day < 12; day += 1) await passAlerts(relay, 25 * HOUR);
    expect(webhook.ids).toHaveLength(tries);
    expect(new Set(webhook.ids).size).toBe(1);
    expect(await statesOf(relay)).toEqual([["failed", [["failed", tries]]]]);
  });

  it("waits as long as the receiver asks for", async () => {
    const webhook = new ScriptedReceiver(
      {
        kind: "failed",
        status: 429,
        error: "status",
        retryAfterSeconds: HOUR,
      },
      { kind: "delivered", status: 200 },
    );
    const relay = await startAlerting({ webhook });
    await pay(relay);
    await passAlerts(relay, 59 * MINUTE);
    expect(webhook.ids).toHaveLength(1);
    await passAlerts(relay, 2 * MINUTE);
    expect(webhook.ids).toHaveLength(2);
  });
});
