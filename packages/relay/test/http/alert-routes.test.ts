/** The merchant API about alerts. */
import { alertListSchema, alertTestSchema } from "@malipo/protocol/merchant";
import { describe, expect, it } from "vitest";
import {
  OPS,
  ScriptedMailer,
  ScriptedReceiver,
  pay,
  startAlerting,
} from "../support/alerting.ts";
import { problem } from "../support/attempts.ts";
import { KEY } from "../support/merchant.ts";
import { startTestRelay } from "../support/test-relay.ts";

const ALERTS = "/v1/merchant/alerts";

describe("the list of alerts", () => {
  it("says what was told, to whom, and how far it has come", async () => {
    const relay = await startAlerting({
      mailer: new ScriptedMailer({ kind: "refused", status: 550 }),
      webhook: new ScriptedReceiver(),
    });
    const order = await pay(relay);
    await expect
      .poll(async () => {
        const { body } = await relay.request(ALERTS, { headers: KEY });
        return alertListSchema.parse(body);
      })
      .toMatchObject({
        alerts: [
          {
            type: "order.paid",
            about: { orderId: order.id },
            state: "failed",
            messages: expect.arrayContaining([
              expect.objectContaining({
                ...{ channel: "email", to: OPS, state: "failed" },
                ...{ tries: 1, lastStatus: 550, sentAt: null },
              }),
              expect.objectContaining({
                ...{ channel: "webhook", to: "webhook", state: "sent" },
                ...{ tries: 1, lastStatus: 204 },
              }),
            ]) as unknown,
          },
        ],
        nextCursor: null,
      });
  });
});

describe("a test of alerts", () => {
  it("goes to everybody at once, and says how each took it", async () => {
    const mailer = new ScriptedMailer();
    const webhook = new ScriptedReceiver({
      ...{ kind: "failed", status: 500 },
      ...{ error: "status", retryAfterSeconds: null },
    });
    const relay = await startAlerting({
      ...{ mailer, webhook },
      quietHours: { from: 0, to: 23 * 60 },
    });
    const { body } = await relay.post(`${ALERTS}/test`, {}, KEY);
    expect(alertTestSchema.parse(body)).toEqual({
      id: webhook.ids[0],
      results: [
        { channel: "email", to: OPS, sent: true, status: null },
        { channel: "webhook", to: "webhook", sent: false, status: 500 },
      ],
    });
    expect(mailer.subjects).toEqual([
      "Duka: this is a test of alerts. If you can read it, they reach you.",
    ]);
    expect(webhook.payloads).toMatchObject([
      { type: "alert.test", data: { groups: [] } },
    ]);
    const { body: list } = await relay.request(ALERTS, { headers: KEY });
    expect(list).toEqual({ alerts: [], nextCursor: null });
    const log = await relay.request("/v1/merchant/audit-log", {
      headers: KEY,
    });
    expect(log.body).toMatchObject({
      entries: [
        { outcome: "done", after: { status: "sent to 1 of 2" } },
        { outcome: "started", action: "testAlerts", object: { type: "alert" } },
      ],
    });
  });

  it("is refused where nobody is told of anything", async () => {
    const relay = await startTestRelay();
    expect(problem(await relay.post(`${ALERTS}/test`, {}, KEY))).toEqual([
      409,
      "provider_not_configured",
    ]);
  });
});
