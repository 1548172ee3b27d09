/** Receipts that are sent to the shopper: once, by what is configured, with what the order says. */
import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { createSmtpMailer } from "../../src/adapters/smtp-mailer/smtp-mailer.ts";
import type { Mail } from "../../src/ports/mailer.ts";
import type { MessageResult } from "../../src/ports/message-result.ts";
import type { TextMessage } from "../../src/ports/text-sender.ts";
import { eraseOrderData } from "../../src/use-cases/upkeep/erase-order.ts";
import { onAttempt, paid, pass } from "../support/attempts.ts";
import { startMailServer } from "../support/mail-server.ts";
import { openPartial, payPart } from "../support/parts.ts";
import {
  SHOP,
  newKey,
  openedIn,
  startTestRelay,
} from "../support/test-relay.ts";
import type { TestRelay, TestRelayOptions } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

const EMAIL = "wanjiku@shopper.example";
const HOUR = 3_600;

/** Answers in turn, then with the last one. */
class Scripted<Message> {
  readonly sent: Message[] = [];
  readonly #answers: MessageResult[];
  constructor(...answers: MessageResult[]) {
    this.#answers = answers;
  }
  send(message: Message): Promise<MessageResult> {
    this.sent.push(message);
    const [next, ...rest] = this.#answers;
    if (rest.length > 0) this.#answers.shift();
    return Promise.resolve(next ?? { kind: "sent" });
  }
}

async function pay(relay: TestRelay, customer: object, locale = "en") {
  const made = await relay.post(
    "/v1/orders",
    {
      lines: [{ sku: "SHRT-BLK-XL-9981", quantity: 1 }],
      customer,
      locale,
    },
    { Origin: SHOP, "Idempotency-Key": newKey() },
  );
  const order = openedIn(made);
  const attemptId = await relay.attempt(order);
  relay.provider.onQuery = () => paid;
  await onAttempt(relay, order, attemptId, "check");
  return order;
}

/** Paid in money: otherwise the messages say that they are a test. */
const start = (options: Partial<TestRelayOptions>) =>
  startTestRelay({
    ...options,
    settings: { livemode: true, methods: ["mpesa", "paybill"] },
  });

describe("a receipt by e-mail", () => {
  it("arrives in the shopper's language, in text and HTML, and leads to the page", async () => {
    const server = await startMailServer();
    const mailer = createSmtpMailer({
      url: `smtp://127.0.0.1:${String(server.port)}`,
      from: { name: "Duka", address: "receipts@duka.example" },
    });
    const relay = await start({ mailer });
    const order = await pay(relay, { email: EMAIL }, "sw");
    await until("the mail", () => server.received.length === 1);
    const [received] = server.received;
    expect(received?.recipients).toEqual([EMAIL]);
    const mail = await simpleParser(received?.source ?? "");
    const { outcome } = await relay.read(order);
    expect(mail.messageId).toBe(`<receipt.${order.id}@duka.example>`);
    expect(mail.subject).toBe("Risiti yako kutoka Duka: KES 2,500");
    expect(mail.text).toContain(`Fungua risiti: ${outcome?.receiptUrl ?? ""}`);
    expect(mail.text).toContain("SHRT-BLK-XL-9981: KES\u00a02,500");
    expect(mail.html).toContain(`href="${outcome?.receiptUrl ?? ""}"`);
    expect(mail.html).toMatch(/<html lang="sw" dir="ltr">/);
    // Nothing that tells the sender when it is read.
    expect(mail.html).not.toMatch(/<img|url\(|<script|<link/);
  });

  it("is tried again with the same id until it is sent, and then never again", async () => {
    const failed: MessageResult = { kind: "failed", status: 451 };
    const mailer = new Scripted<Mail>(failed, failed, { kind: "sent" });
    const relay = await start({ mailer });
    const order = await pay(relay, { email: EMAIL });
    await until("the first", () => mailer.sent.length === 1);
    await pass(relay, 10);
    await until("the second", () => mailer.sent.length === 2);
    await pass(relay, 10 * 60);
    await until("the third", () => mailer.sent.length === 3);
    await expect
      .poll(async () => (await relay.store.getOrder(order.id))?.messages)
      .toEqual({
        email: {
          payments: 1,
          tries: 3,
          sentAt: relay.clock.now(),
          givenUpAt: null,
          lastStatus: null,
        },
      });
    expect(new Set(mailer.sent.map(({ id }) => id)).size).toBe(1);
    await pass(relay, 24 * HOUR);
    expect(await relay.store.nextTaskAt("mail_receipt", 0)).toBeNull();
    expect(mailer.sent).toHaveLength(3);
  });

  it("is given up when the server refuses it for good", async () => {
    const mailer = new Scripted<Mail>({ kind: "refused", status: 550 });
    const relay = await start({ mailer });
    const order = await pay(relay, { email: EMAIL });
    await expect
      .poll(async () => (await relay.store.getOrder(order.id))?.messages)
      .toMatchObject({ email: { tries: 1, sentAt: null, lastStatus: 550 } });
    expect(await relay.store.nextTaskAt("mail_receipt", 0)).toBeNull();
    expect(relay.logged()).not.toContain(EMAIL);
  });

  it("is not sent once the order's personal data is erased", async () => {
    const mailer = new Scripted<Mail>(
      { kind: "failed", status: null },
      { kind: "sent" },
    );
    const relay = await start({ mailer });
    const order = await pay(relay, { email: EMAIL });
    await until("the first", () => mailer.sent.length === 1);
    await eraseOrderData(relay.store, order.id, relay.clock.now(), "erase");
    await pass(relay, 10);
    await expect
      .poll(() => relay.store.nextTaskAt("mail_receipt", 0))
      .toBeNull();
    expect(mailer.sent).toHaveLength(1);
  });

  it("needs an address, and a payment", async () => {
    const mailer = new Scripted<Mail>();
    const relay = await start({ mailer });
    await pay(relay, {});
    await relay.order();
    expect(await relay.store.nextTaskAt("mail_receipt", 0)).toBeNull();
  });
});

describe("the receipts of an order that is paid in parts", () => {
  const MAILED = { customer: { email: EMAIL, phone: "0799 000 000" } };

  it("are sent for each part, with what is due and where to pay it", async () => {
    const mailer = new Scripted<Mail>();
    const textSender = new Scripted<TextMessage>();
    const relay = await start({ mailer, textSender });
    const order = await openPartial(relay, MAILED);
    await payPart(relay, order, "1000");
    await until("the first", () => mailer.sent.length === 1);
    expect(mailer.sent[0]).toMatchObject({ id: `receipt.${order.id}` });
    const text = mailer.sent[0]?.text ?? "";
    expect(text).toContain("received your payment of KES\u00a01,000");
    expect(text).toContain("Still due: KES\u00a01,500");
    expect(text).toMatch(/Pay the remaining KES\u00a01,500: \S+\/pay\?s=/);
    await payPart(relay, order, "1500");
    await until("the second", () => mailer.sent.length === 2);
    expect(mailer.sent[1]).toMatchObject({ id: `receipt.${order.id}.2` });
    expect(mailer.sent[1]?.text).toContain("payment of KES\u00a02,500");
    expect(mailer.sent[1]?.text).not.toContain("/pay?s=");
    await until("the messages", () => textSender.sent.length === 2);
    expect(textSender.sent[0]?.text).toContain("KES 1,000 received");
    expect(textSender.sent[0]?.to).toBe("+254799000000");
    await pass(relay, 24 * HOUR);
    expect(await relay.store.nextTaskAt("mail_receipt", 0)).toBeNull();
    expect(mailer.sent).toHaveLength(2);
  });

  it("are one where a part came before the last could be sent", async () => {
    const mailer = new Scripted<Mail>(
      { kind: "failed", status: 451 },
      { kind: "sent" },
    );
    const relay = await start({ mailer });
    const order = await openPartial(relay, MAILED);
    await payPart(relay, order, "1000");
    await until("the first", () => mailer.sent.length === 1);
    await payPart(relay, order, "500");
    await pass(relay, 10);
    await until("the second", () => mailer.sent.length === 2);
    await pass(relay, 24 * HOUR);
    expect(mailer.sent.map(({ id }) => id)).toEqual([
      `receipt.${order.id}`,
      `receipt.${order.id}.2`,
    ]);
    expect(mailer.sent[1]?.text).toContain("payment of KES\u00a01,500");
  });

  it("miss no part that comes while one is sent", async () => {
    const sent: string[] = [];
    let onSend = async (): Promise<void> => {};
    const mailer = {
      async send({ id }: Mail): Promise<MessageResult> {
        sent.push(id);
        await onSend();
        return { kind: "sent" };
      },
    };
    const relay = await start({ mailer });
    const order = await openPartial(relay, MAILED);
    onSend = async () => {
      onSend = async () => {};
      await payPart(relay, order, "500");
    };
    await payPart(relay, order, "1000");
    await until("both", () => sent.length === 2);
    expect(sent).toEqual([`receipt.${order.id}`, `receipt.${order.id}.2`]);
  });
});

it("a receipt by text message goes to the phone that paid, once", async () => {
  const textSender = new Scripted<TextMessage>();
  const relay = await start({ textSender });
  const order = await pay(relay, { email: EMAIL, phone: "0799 000 000" });
  await until("the message", () => textSender.sent.length === 1);
  const { outcome } = await relay.read(order);
  expect(textSender.sent).toEqual([
    {
      to: "+254712345678",
      text: `Duka: KES 2,500 received. Receipt: ${outcome?.receiptUrl ?? ""}`,
      reference: `receipt.${order.id}`,
    },
  ]);
  await pass(relay, HOUR);
  expect(textSender.sent).toHaveLength(1);
  expect(await relay.store.nextTaskAt("mail_receipt", 0)).toBeNull();
});
