/** When people are told, and by how many messages. */
import { describe, expect, it } from "vitest";
import { unmatchedAlert } from "../../src/domain/alert-causes.ts";
import { putAlert } from "../../src/use-cases/alerts/put-alert.ts";
import {
  ScriptedMailer,
  ScriptedReceiver,
  pay,
  payBy,
  settleAlerts,
  startAlerting,
  statesOf,
  passAlerts,
} from "../support/alerting.ts";
import { paidAnew } from "../support/attempts.ts";
import { FULL, notify } from "../support/paybill.ts";
import { assembleOn, forgetful } from "../support/restart.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

describe("many alerts", () => {
  it("the first is told at once, and what follows within ten minutes is one message", async () => {
    const mailer = new ScriptedMailer();
    const relay = await startAlerting({ mailer });
    relay.provider.onQuery = () => paidAnew(relay);
    for (let i = 0; i < 4; i += 1) await payBy(relay);
    expect(mailer.subjects).toHaveLength(1);
    await passAlerts(relay, 9 * MINUTE);
    expect(mailer.subjects).toHaveLength(1);
    await passAlerts(relay, MINUTE);
    expect(mailer.subjects[1]).toBe("Duka: 3 orders are paid, KES 7,500");
    expect(mailer.sent[1]?.text.match(/^- .+ is paid/gm)).toHaveLength(3);
    await passAlerts(relay, HOUR);
    expect(mailer.subjects).toHaveLength(2);
    await payBy(relay);
    expect(mailer.subjects).toHaveLength(3);
  });

  it("a flood is one message that tells some and counts the others", async () => {
    const mailer = new ScriptedMailer();
    const relay = await startAlerting({ mailer });
    await relay.store.transaction(async (tx) => {
      for (let i = 0; i < 60; i += 1)
        await putAlert(
          relay.deps,
          tx,
          unmatchedAlert({
            id: `R${String(i)}`,
            provider: "almara",
            amount: { value: 100, currency: i % 2 === 0 ? "KES" : "NGN" },
          }),
        );
    });
    await passAlerts(relay, 0);
    await passAlerts(relay, HOUR);
    expect(mailer.subjects).toEqual([
      "Duka: 60 payments match no order, KES 30, NGN 30",
    ]);
    const [last] = mailer.sent;
    expect(last?.text.match(/^- /gm)).toHaveLength(20);
    expect(last?.text).toMatch(/^and 40 more$/m);
    const waiting = await statesOf(relay);
    expect(waiting.every(([state]) => state === "sent")).toBe(true);
    expect(await relay.store.nextTaskAt("gather_alert", 0)).toBeNull();
  });
});

/** 11:30 to 13:30 in Nairobi; the tests begin at noon. */
const QUIET = { from: 11 * 60 + 30, to: 13 * 60 + 30 };

describe("in quiet hours", () => {
  it("alerts wait, and are one message at their end", async () => {
    const mailer = new ScriptedMailer();
    const webhook = new ScriptedReceiver();
    const relay = await startAlerting({ mailer, webhook, quietHours: QUIET });
    await pay(relay);
    await notify(relay, { receipt: "SKL9", account: "?", amount: FULL });
    await passAlerts(relay, HOUR);
    await notify(relay, { receipt: "SKL10", account: "?", amount: FULL });
    await passAlerts(relay, 29 * MINUTE);
    expect(mailer.sent).toHaveLength(0);
    await passAlerts(relay, MINUTE);
    expect(mailer.subjects).toHaveLength(1);
    expect(mailer.subjects[0]).toMatch(
      /^Duka: order \S+ is paid, KES 2,500; 2 payments match no order, KES 5,000$/,
    );
    expect(webhook.payloads.map(({ data }) => data.groups.length)).toEqual([2]);
    await passAlerts(relay, HOUR);
    expect(mailer.sent).toHaveLength(1);
  });

  it("urgent ones do not wait", async () => {
    const mailer = new ScriptedMailer();
    const relay = await startAlerting({
      mailer,
      quietHours: QUIET,
      urgent: ["payment.unmatched"],
    });
    await pay(relay);
    await notify(relay, { receipt: "SKL9", account: "?", amount: FULL });
    await settleAlerts(relay);
    expect(mailer.subjects).toEqual([
      "Duka: a payment through Almara Pay matches no order, KES 2,500",
    ]);
  });
});

it("two relays over one database tell each thing once", async () => {
  const mailer = new ScriptedMailer();
  const relay = await startAlerting({ mailer });
  const other = assembleOn(forgetful(relay));
  other.start();
  relay.provider.onQuery = () => paidAnew(relay);
  for (let i = 0; i < 5; i += 1) await payBy(relay);
  for (let i = 0; i < 20; i += 1) {
    other.scheduler.poll();
    await passAlerts(relay, MINUTE);
  }
  const told = mailer.sent.flatMap(({ text }) =>
    text.match(/order \S+ is paid/g),
  );
  expect(new Set(told).size).toBe(5);
  expect(mailer.sent).toHaveLength(2);
});

describe("where nobody is to be told any more", () => {
  it("alerts wait for a day, as another relay may know better, and are given up then", async () => {
    const mailer = new ScriptedMailer({ kind: "failed", status: null });
    const relay = await startAlerting({ mailer });
    await pay(relay);
    const silent = assembleOn({ ...forgetful(relay), alerts: null });
    await relay.relay.stop();
    silent.start();
    const quiet = { ...relay, relay: silent };
    await passAlerts(quiet, 23 * HOUR);
    expect(await statesOf(relay)).toEqual([["waiting", [["waiting", 1]]]]);
    await passAlerts(quiet, 2 * HOUR);
    expect(await statesOf(relay)).toEqual([["failed", [["failed", 2]]]]);
  });
});
