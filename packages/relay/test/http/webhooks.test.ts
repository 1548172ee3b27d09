import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import type { PromMetrics } from "../../src/adapters/prom-metrics/prom-metrics.ts";
import { callBack, declined, untilPaid } from "../support/attempts.ts";
import { postAsMerchant } from "../support/merchant.ts";
import { startTestRelay } from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";
import { assembleOn } from "../support/restart.ts";
import { until } from "../support/until.ts";
import { verify } from "../support/webhook-receiver.ts";
import {
  SECRET,
  deliveriesOf,
  later,
  paidOrder,
  startTelling,
  triedDelivery,
} from "../support/webhooks.ts";

const counted = (relay: TestRelay): Promise<string> =>
  (relay.deps.metrics as PromMetrics).text();

describe("the merchant's backend", () => {
  it("is notified of a payment at once, and verifies it", async () => {
    const { relay, receiver } = await startTelling();
    const order = await paidOrder(relay);
    // Well before the scheduler would look by itself.
    const message = await until(
      "the webhook comes",
      () => receiver.received[0],
      2_000,
    );
    const page = await relay.read(order);
    const { type, timestamp, data } = verify(message, SECRET.text);
    expect({ type, timestamp }).toEqual({
      type: "order.paid",
      timestamp: "2026-11-21T09:00:00.000Z",
    });
    expect(data).toEqual({ order: page });
    expect(message.timestamp * 1000).toBe(relay.clock.now());
    for (const secret of [order.token, order.resumeSecret, "254712345678"])
      expect(message.body).not.toContain(secret);

    const delivery = await triedDelivery(relay, order.id, 1);
    expect(delivery).toMatchObject({
      id: message.id,
      event: "order.paid",
      status: "delivered",
      lastStatus: 204,
      lastError: null,
      nextTryAt: null,
      deliveredAt: relay.clock.now(),
      payload: message.body,
    });
    expect(message.id).toMatch(/^msg_[\w-]{43}$/);
    expect(await counted(relay)).toContain(
      'malipo_webhook_tries_total{result="delivered"} 1',
    );
    expect(await counted(relay)).toContain(
      'malipo_callbacks_total{provider="almara",result="recorded"} 1',
    );
  });

  it("is notified once, however often the provider calls back", async () => {
    const { relay, receiver } = await startTelling();
    const order = await paidOrder(relay);
    const { attempt } = await relay.read(order);
    const again = Array.from({ length: 20 }, () =>
      callBack(relay, attempt?.id ?? ""),
    );
    for (const { status } of await Promise.all(again)) expect(status).toBe(200);
    await triedDelivery(relay, order.id, 1);
    later(relay, 60);
    const another = await paidOrder(relay);
    await triedDelivery(relay, another.id, 1);
    expect(await deliveriesOf(relay, order.id)).toHaveLength(1);
    expect(receiver.received).toHaveLength(2);
  });

  it("is notified of a failure, with the details that only the merchant may see", async () => {
    const { relay, receiver } = await startTelling();
    const order = await relay.order();
    const attemptId = await relay.attempt(order);
    relay.provider.onQuery = () => declined("failed", "wrong_pin");
    await callBack(relay, attemptId);
    const message = await until("it is told", () => receiver.received[0]);
    const { type, data } = verify(message, SECRET.text);
    expect(type).toBe("attempt.failed");
    expect(data).toMatchObject({
      order: { id: order.id, status: "open" },
      attempt: {
        id: attemptId,
        status: "failed",
        failure: { code: "wrong_pin" },
        provider: "almara",
        phone: "254712345678",
      },
    });
  });

  it.each([
    ["nothing", false, []],
    ["so, where it wants that", true, ["order.expired"]],
  ])(
    "is told %s when an order expires that nobody tried to pay",
    async (_what, reportsAbandonedOrders, events) => {
      const { relay } = await startTelling({
        settings: { reportsAbandonedOrders },
      });
      const order = await relay.order();
      later(relay, 3_601);
      await until("the order expires", async () => {
        return (await relay.read(order)).status === "expired";
      });
      const told = await deliveriesOf(relay, order.id);
      expect(told.map(({ event }) => event)).toEqual(events);
    },
  );

  it("is notified of payments first, however many events wait and however slow it is", async () => {
    const { relay, receiver } = await startTelling({
      settings: { reportsAbandonedOrders: true },
    });
    const held: ServerResponse[] = [];
    receiver.answer = (res, { body }) => {
      if (body.includes("order.expired")) held.push(res);
      else res.writeHead(204).end();
    };
    for (let n = 0; n < 20; n += 1) await relay.order();
    later(relay, 3_601);
    await until("the receiver is busy", () => held.length === 10);
    const order = await paidOrder(relay);
    expect(await triedDelivery(relay, order.id, 1)).toMatchObject({
      event: "order.paid",
      status: "delivered",
    });
    expect(held).toHaveLength(10);
    receiver.answer = (res) => res.writeHead(204).end();
    for (const res of held) res.writeHead(204).end();
  });

  it("is not notified if no webhook is configured", async () => {
    const relay = await startTestRelay();
    const order = await paidOrder(relay);
    await untilPaid(relay, order);
    expect(await deliveriesOf(relay, order.id)).toEqual([]);
  });
});

/** Seconds: each pause at its longest. */
const PAUSES = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

describe("a webhook that is not taken", () => {
  it("is sent ten times in three days under one id, then given up, then redriven", async () => {
    const { relay, receiver } = await startTelling();
    receiver.answer = (res) => res.writeHead(500).end();
    const order = await paidOrder(relay);
    let tries = 1;
    for (const pause of PAUSES) {
      const tried = await triedDelivery(relay, order.id, tries);
      expect(tried).toMatchObject({ status: "pending", lastStatus: 500 });
      const waitMs = (tried.nextTryAt ?? 0) - relay.clock.now();
      expect(waitMs).toBeGreaterThanOrEqual(pause * 1000);
      expect(waitMs).toBeLessThanOrEqual(pause * 1200);
      later(relay, waitMs / 1000);
      tries += 1;
    }
    const dead = await triedDelivery(relay, order.id, 10);
    expect(dead).toMatchObject({
      status: "dead",
      lastStatus: 500,
      lastError: "status",
      nextTryAt: null,
    });
    expect(receiver.received).toHaveLength(10);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    expect(relay.logged()).toContain("it can be redriven");
    expect(await counted(relay)).toContain(
      'malipo_webhook_tries_total{result="dead"} 1',
    );

    receiver.answer = (res) => res.writeHead(200).end();
    const redriven = await postAsMerchant(
      relay,
      `deliveries/${dead.id}/redrive`,
    );
    expect(redriven.status).toBe(202);
    const taken = await triedDelivery(relay, order.id, 1);
    expect(taken).toMatchObject({ id: dead.id, status: "delivered" });
    const last = receiver.received.at(-1);
    expect(last?.id).toBe(dead.id);
    expect((last?.timestamp ?? 0) * 1000).toBeGreaterThan(dead.createdAt);
  });

  it("waits as long as the receiver's Retry-After says", async () => {
    const { relay, receiver } = await startTelling();
    receiver.answer = (res) =>
      res.writeHead(503, { "Retry-After": "600" }).end();
    const order = await paidOrder(relay);
    expect(await triedDelivery(relay, order.id, 1)).toMatchObject({
      status: "pending",
      lastStatus: 503,
      nextTryAt: relay.clock.now() + 600_000,
    });
  });
});

describe("a relay that dies between sending and recording", () => {
  it("sends again under the same id when it is back", async () => {
    const { relay, receiver } = await startTelling({ asleep: true });
    const { webhook } = relay.deps;
    if (webhook === null) throw new Error("the webhook is missing");
    const dying = assembleOn({
      ...relay.deps,
      webhook: {
        endpoint: webhook.endpoint,
        url: webhook.url,
        async send(message, nowMs) {
          await webhook.send(message, nowMs);
          throw new Error("the power is cut");
        },
      },
    });
    const reborn = assembleOn(relay.deps);

    const order = await paidOrder(relay);
    dying.start();
    await until("it was sent", () => receiver.received.length === 1);
    await dying.stop();
    expect(await deliveriesOf(relay, order.id)).toMatchObject([
      { event: "order.paid", status: "pending", tries: 0 },
    ]);

    // Nobody else may take the task before the dead relay's lease is over.
    relay.clock.advance(121);
    reborn.start();
    expect(await triedDelivery(relay, order.id, 1)).toMatchObject({
      status: "delivered",
    });
    const [first, second] = receiver.received;
    expect(second).toMatchObject({ id: first?.id, body: first?.body });
    expect(second?.timestamp).toBe((first?.timestamp ?? 0) + 121);
  });
});
