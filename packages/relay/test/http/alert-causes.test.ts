/** What people of the shop are told of. */
import { describe, expect, it } from "vitest";
import {
  ScriptedMailer,
  alertingTo,
  pay,
  referenceOf,
  settleAlerts,
  startAlerting,
  statesOf,
  passAlerts,
} from "../support/alerting.ts";
import { callBack, paid } from "../support/attempts.ts";
import { KEY } from "../support/merchant.ts";
import { FULL, notify } from "../support/paybill.ts";
import { startTestRelay } from "../support/test-relay.ts";

const HOUR = 60 * 60;

describe("what else people are told of", () => {
  it("a payment without an order, without what the payer typed", async () => {
    const mailer = new ScriptedMailer();
    const relay = await startAlerting({ mailer });
    const notice = { account: "0712345678", receipt: "SKL9", amount: FULL };
    await notify(relay, { ...notice, payerName: "Wanjiku" });
    await notify(relay, notice);
    await passAlerts(relay, HOUR);
    expect(mailer.subjects).toEqual([
      "Duka: a payment through Almara Pay matches no order, KES 2,500",
    ]);
    expect(mailer.sent[0]?.text).not.toMatch(/0712|Wanjiku/);
  });

  it("an order that needs a person", async () => {
    const mailer = new ScriptedMailer();
    const relay = await startAlerting({ mailer, kinds: ["order.review"] });
    const order = await relay.order();
    const attemptId = await relay.attempt(order);
    relay.provider.onQuery = () => ({
      ...paid,
      amount: { value: 1_000, currency: "KES" },
    });
    await callBack(relay, attemptId);
    await settleAlerts(relay);
    await passAlerts(relay, HOUR);
    const reference = await referenceOf(relay, order);
    expect(mailer.subjects).toEqual([
      `Duka: order ${reference} needs a person, KES 2,500: something about its payment does not fit`,
    ]);
  });

  it("a webhook that is given up, each time", async () => {
    const mailer = new ScriptedMailer();
    const relay = await startTestRelay({
      alerts: alertingTo({ mailer, kinds: ["delivery.dead"] }),
      settings: { livemode: true },
      webhook: {
        endpoint: "shop",
        url: "https://shop.example/webhooks",
        send: () =>
          Promise.resolve({
            kind: "failed",
            status: 500,
            error: "status",
            retryAfterSeconds: null,
          }),
      },
    });
    await pay(relay);
    for (let day = 0; day < 12; day += 1) await passAlerts(relay, 25 * HOUR);
    const subject =
      "Duka: the webhook order.paid to MALIPO_WEBHOOK_URL is given up (it did not take it, status 500)";
    expect(mailer.subjects).toEqual([subject]);
    const { items } = await relay.store.listDeliveries({}, { limit: 1 });
    await relay.post(
      `/v1/merchant/deliveries/${items[0]?.id ?? ""}/redrive`,
      {},
      KEY,
    );
    for (let day = 0; day < 12; day += 1) await passAlerts(relay, 25 * HOUR);
    expect(mailer.subjects).toEqual([subject, subject]);
  });

  it("nothing that was not asked for, and nothing at all by default", async () => {
    const mailer = new ScriptedMailer();
    const relay = await startAlerting({ mailer, kinds: ["order.review"] });
    await pay(relay);
    expect(await statesOf(relay)).toEqual([]);
    const silent = await startTestRelay();
    await pay(silent);
    expect(await statesOf(silent)).toEqual([]);
  });
});
