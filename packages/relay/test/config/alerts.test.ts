import { describe, expect, it } from "vitest";
import type { Env } from "../../src/adapters/environment/environment.ts";
import { SERVED, WEBHOOK, config, problems } from "./environments.ts";

const MAIL = {
  ...SERVED,
  MALIPO_SMTP_URL: "smtps://relay:pw@mail.example",
  MALIPO_MAIL_FROM: "Duka <relay@duka.example>",
};
const EMAIL = { MALIPO_ALERT_EMAIL: "owner@duka.example, till@duka.example" };
const RECEIVER = "https://chat.example/hook?key=17";
const TO_WEBHOOK = {
  MALIPO_ALERT_WEBHOOK_URL: RECEIVER,
  MALIPO_ALERT_WEBHOOK_SECRET: WEBHOOK,
};
const NEEDS_PERSON = [
  "order.review",
  "payment.unmatched",
  "delivery.dead",
  "provider.down",
  "reconciliation.difference",
];

const refused = (env: Env): readonly string[] =>
  problems(env).map((problem) => problem.split(" ")[0] ?? "");

describe("alerts", () => {
  it("are off, and receipts by e-mail on, where there is only a mail server", () => {
    expect(config(SERVED)).toMatchObject({ alerts: null, mail: null });
    expect(config(MAIL)).toMatchObject({
      alerts: null,
      mail: { from: { address: "relay@duka.example" } },
      mailsReceipts: true,
    });
  });

  it("go to addresses and a receiver, without receipts if that is wanted", () => {
    expect(
      config({
        ...{ ...MAIL, ...EMAIL, ...TO_WEBHOOK },
        MALIPO_RECEIPT_EMAIL: "off",
        MALIPO_ALERT_QUIET_HOURS: "22:00-06:00",
        MALIPO_ALERT_URGENT: "provider.down",
        MALIPO_CONSOLE_URL: "https://console.duka.example/",
      }),
    ).toMatchObject({
      mailsReceipts: false,
      alerts: {
        kinds: NEEDS_PERSON,
        urgent: ["provider.down"],
        emails: ["owner@duka.example", "till@duka.example"],
        webhook: { url: RECEIVER },
        quietHours: { from: 22 * 60, to: 6 * 60 },
        consoleUrl: "https://console.duka.example",
      },
    });
  });

  it("are of the kinds that are named", () => {
    const env = { ...SERVED, ...TO_WEBHOOK };
    const { alerts } = config({ ...env, MALIPO_ALERTS: "order.paid" });
    expect(alerts).toMatchObject({ kinds: ["order.paid"], emails: [] });
  });

  it.each([
    [EMAIL, "MALIPO_SMTP_URL"],
    [
      { ...TO_WEBHOOK, MALIPO_ALERT_WEBHOOK_SECRET: "" },
      "MALIPO_ALERT_WEBHOOK_SECRET",
    ],
    [
      { ...TO_WEBHOOK, MALIPO_ALERT_WEBHOOK_SECRET: "whsec_x" },
      "MALIPO_ALERT_WEBHOOK_SECRET",
    ],
    [
      { ...TO_WEBHOOK, MALIPO_ALERT_WEBHOOK_URL: "http://chat.example" },
      "MALIPO_ALERT_WEBHOOK_URL",
    ],
    [
      { ...TO_WEBHOOK, MALIPO_ALERT_WEBHOOK_URL: "https://10.1.2.3/x" },
      "MALIPO_ALERT_WEBHOOK_URL",
    ],
    [
      { ...TO_WEBHOOK, MALIPO_ALERTS: "order.paid,order.lost" },
      "MALIPO_ALERTS",
    ],
    [
      { ...TO_WEBHOOK, MALIPO_ALERT_QUIET_HOURS: "22-6" },
      "MALIPO_ALERT_QUIET_HOURS",
    ],
    [
      { ...TO_WEBHOOK, MALIPO_CONSOLE_URL: "https://shop.example/console" },
      "MALIPO_CONSOLE_URL",
    ],
    [{ MALIPO_ALERTS: "order.paid" }, "MALIPO_ALERTS"],
    [{ MALIPO_ALERT_QUIET_HOURS: "22:00-06:00" }, "MALIPO_ALERT_QUIET_HOURS"],
  ])("with %j are refused by %s", (env, name) => {
    expect(refused({ ...SERVED, ...env })).toEqual([name]);
  });

  it.each([
    "Owner <owner@duka.example>",
    "owner",
    "a@b.example\r\nBcc: c@d.example",
    Array.from({ length: 21 }, (_, i) => `a${String(i)}@duka.example`).join(),
  ])("do not go to %j", (addresses) => {
    expect(refused({ ...MAIL, MALIPO_ALERT_EMAIL: addresses })).toEqual([
      "MALIPO_ALERT_EMAIL",
    ]);
  });
});
