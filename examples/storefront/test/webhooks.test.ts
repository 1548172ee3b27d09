import { Webhook } from "standardwebhooks";
import { beforeEach, describe, expect, it } from "vitest";
import { describeNews } from "../src/webhooks/news.ts";
import type { News } from "../src/webhooks/news.ts";
import { useShop } from "./support/shop.ts";
import type { Visit } from "./support/shop.ts";

const SECRET = `whsec_${Buffer.alloc(32, "shop").toString("base64")}`;
const OTHER = `whsec_${Buffer.alloc(32, "other").toString("base64")}`;

const ORDER = {
  reference: "ORD-20261121-7K3QAB",
  amount: { value: 250_000, currency: "KES" },
  outcome: { method: "mpesa", amount: { value: 250_000, currency: "KES" } },
};

const toBody = (type: string, data: object): string =>
  JSON.stringify({ type, timestamp: "2026-11-21T09:00:00Z", data });

const PAID = toBody("order.paid", { order: ORDER });

interface Sending {
  readonly id?: string;
  readonly body?: string;
  readonly secret?: string;
  readonly ageSeconds?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Signed with an independent library, the way any sender of webhooks would. */
function send(
  visit: Visit,
  { id = "msg_1", body = PAID, secret = SECRET, ...rest }: Sending,
): Promise<Response> {
  const at = new Date(Date.now() - (rest.ageSeconds ?? 0) * 1000);
  return visit.fetch("/webhooks/malipo", {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "Webhook-Id": id,
      "Webhook-Timestamp": String(Math.floor(at.getTime() / 1000)),
      "Webhook-Signature": new Webhook(secret).sign(id, at, body),
      ...rest.headers,
    },
    body,
  });
}

describe("the shop's webhook address", () => {
  const told: News[] = [];
  const newVisit = useShop({
    webhookSecret: SECRET,
    onNews: (news) => told.push(news),
  });
  beforeEach(() => {
    told.length = 0;
  });

  it("takes what the relay signed, each message once", async () => {
    const visit = newVisit();
    const id = "msg_twice";
    expect((await send(visit, { id })).status).toBe(204);
    expect((await send(visit, { id })).status).toBe(204);
    expect(told.map(describeNews)).toEqual([
      "order.paid ORD-20261121-7K3QAB KES\u00a02,500 by M-Pesa",
    ]);
    await send(visit, { id: "msg_another" });
    expect(told).toHaveLength(2);
  });

  it("forgets the oldest of very many messages, and none of the last thousand", async () => {
    const visit = newVisit();
    for (let number = 0; number <= 1_000; number += 1)
      await send(visit, { id: `msg_many_${number}` });
    expect(told).toHaveLength(1_001);
    await send(visit, { id: "msg_many_1000" });
    await send(visit, { id: "msg_many_2" });
    expect(told).toHaveLength(1_001);
    await send(visit, { id: "msg_many_0" });
    expect(told).toHaveLength(1_002);
  });

  it("takes one of several signatures while the secret is being changed", async () => {
    const both = [OTHER, SECRET]
      .map((secret) => new Webhook(secret).sign("msg_both", new Date(), PAID))
      .join(" ");
    const headers = { "Webhook-Signature": both };
    const answer = await send(newVisit(), { id: "msg_both", headers });
    expect(answer.status).toBe(204);
  });

  it("reads the bytes, whatever type they are said to be of", async () => {
    const headers = { "Content-Type": "text/plain; charset=utf-16" };
    const answer = await send(newVisit(), { id: "msg_type", headers });
    expect(answer.status).toBe(204);
  });

  const refused: readonly (readonly [string, Sending])[] = [
    ["another secret", { secret: OTHER }],
    ["an old message", { ageSeconds: 301 }],
    ["a message from the future", { ageSeconds: -301 }],
    ["another id than the signed one", { headers: { "Webhook-Id": "msg_2" } }],
    ["no id", { headers: { "Webhook-Id": "" } }],
    ["no signature", { headers: { "Webhook-Signature": "" } }],
    ["another version", { headers: { "Webhook-Signature": "v2,AAAA" } }],
    ["no number as its time", { headers: { "Webhook-Timestamp": "now" } }],
    ["no JSON", { body: "paid" }],
    ["no order", { body: toBody("order.paid", {}) }],
    [
      "half a cent",
      {
        body: toBody("order.paid", {
          order: { ...ORDER, amount: { value: 0.5, currency: "KES" } },
        }),
      },
    ],
  ];

  it("takes a test message, and has nothing to tell", async () => {
    const body = toBody("webhook.test", { endpoint: { id: "we_1" } });
    const answer = await send(newVisit(), { id: "msg_test", body });
    expect(answer.status).toBe(204);
    expect(told).toEqual([]);
  });

  it.each(refused)("refuses %s", async (_what, sending) => {
    const answer = await send(newVisit(), { id: "msg_bad", ...sending });
    expect(answer.status).toBe(400);
    expect(told).toEqual([]);
  });

  it("refuses another body than the signed one", async () => {
    const headers = {
      "Webhook-Signature": new Webhook(SECRET).sign("m", new Date(), PAID),
    };
    const body = PAID.replace("250000", "250001");
    const answer = await send(newVisit(), { id: "m", body, headers });
    expect(answer.status).toBe(400);
  });

  it("refuses more than a message can be", async () => {
    const body = toBody("order.paid", { note: "x".repeat(300_000) });
    expect((await send(newVisit(), { body })).status).toBe(413);
    expect(told).toEqual([]);
  });
});

describe("a shop without a webhook secret", () => {
  const newVisit = useShop();

  it("has no such address", async () => {
    expect((await send(newVisit(), {})).status).toBe(404);
  });
});

describe("describeNews", () => {
  const news: News = {
    type: "attempt.failed",
    reference: "ORD-1",
    amount: 150_050,
    currency: "NGN",
    method: "flexpay",
    failure: "declined",
  };

  it("says what, whose, how much, by what and why", () => {
    expect(describeNews(news)).toBe(
      "attempt.failed ORD-1 NGN\u00a01,500.50 by FlexPay (declined)",
    );
    const type = "order.expired";
    expect(describeNews({ ...news, type, method: null, failure: null })).toBe(
      "order.expired ORD-1 NGN\u00a01,500.50",
    );
    expect(describeNews({ ...news, method: "barter" })).toContain("by barter");
  });
});

describe("what a message is about", () => {
  const told: News[] = [];
  const newVisit = useShop({
    webhookSecret: SECRET,
    onNews: (news) => told.push(news),
  });

  it("is the attempt or the refund, where it names one", async () => {
    const visit = newVisit();
    const open = { ...ORDER, outcome: null };
    const attempt = { method: "card", failure: { code: "declined" } };
    const refund = { amount: { value: 10_000, currency: "KES" } };
    const failed = toBody("attempt.failed", { order: open, attempt });
    const refunded = toBody("refund.paid", { order: ORDER, refund });
    await send(visit, { id: "msg_a", body: failed });
    await send(visit, { id: "msg_b", body: refunded });
    const { reference } = ORDER;
    expect(told).toEqual([
      {
        type: "attempt.failed",
        reference,
        amount: 250_000,
        currency: "KES",
        method: "card",
        failure: "declined",
      },
      {
        type: "refund.paid",
        reference,
        amount: 10_000,
        currency: "KES",
        method: "mpesa",
        failure: null,
      },
    ]);
  });
});
