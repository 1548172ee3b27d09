import { describe, expect, it } from "vitest";
import { callBack, declined, paidAnew } from "../support/attempts.ts";
import { postAsMerchant } from "../support/merchant.ts";
import type { TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";
import type { WebhookReceiver } from "../support/webhook-receiver.ts";
import {
  deliveriesOf,
  later,
  paidOrder,
  startTelling,
  triedDelivery,
} from "../support/webhooks.ts";

const typesOf = ({ received }: WebhookReceiver): readonly string[] =>
  received.map(({ body }) => (JSON.parse(body) as { type: string }).type);

/** An order whose first attempt fails and whose second pays, each known to the relay before the next. */
async function failedAndPaid(relay: TestRelay): Promise<string> {
  const order = await relay.order();
  const failing = await relay.attempt(order);
  relay.provider.onQuery = () => declined("failed", "wrong_pin");
  await callBack(relay, failing);
  await triedDelivery(relay, order.id, 1);
  const paying = await relay.attempt(order);
  const answer = paidAnew(relay);
  relay.provider.onQuery = () => answer;
  await callBack(relay, paying);
  await until("it is paid", async () => {
    return (await deliveriesOf(relay, order.id)).length === 2;
  });
  return order.id;
}

describe("the webhooks of one order", () => {
  it("arrive in order, also where the first one fails", async () => {
    const { relay, receiver } = await startTelling();
    receiver.answer = (res) => {
      res.writeHead(500).end();
      receiver.answer = (next) => next.writeHead(204).end();
    };
    await failedAndPaid(relay);
    later(relay, 1);
    expect(typesOf(receiver)).toEqual(["attempt.failed"]);
    await until("both are told", () => {
      later(relay, 1);
      return receiver.received.length === 3;
    });
    expect(typesOf(receiver)).toEqual([
      "attempt.failed",
      "attempt.failed",
      "order.paid",
    ]);
  });

  it("tell of money although the receiver fails an earlier one again and again", async () => {
    const { relay, receiver } = await startTelling();
    receiver.answer = (res, { body }) =>
      res.writeHead(body.includes("attempt.failed") ? 500 : 204).end();
    const id = await failedAndPaid(relay);
    await until("money is told", () => {
      later(relay, 1);
      return typesOf(receiver).includes("order.paid");
    });
    const failed = (await deliveriesOf(relay, id)).find(
      ({ event }) => event === "attempt.failed",
    );
    expect(failed).toMatchObject({ status: "pending", tries: 2 });
  });
});

describe("an endpoint that is gone", () => {
  it("is sent nothing more until a delivery is redriven", async () => {
    const { relay, receiver } = await startTelling();
    receiver.answer = (res) => res.writeHead(500).end();
    const first = await paidOrder(relay);
    await triedDelivery(relay, first.id, 1);
    receiver.answer = (res) => res.writeHead(410).end();
    const second = await paidOrder(relay);
    await until("the first is given up, too", async () => {
      const [delivery] = await deliveriesOf(relay, first.id);
      return delivery?.status === "dead";
    });
    const third = await paidOrder(relay);
    await until("the third is given up", async () => {
      const [delivery] = await deliveriesOf(relay, third.id);
      return delivery?.status === "dead";
    });
    expect(receiver.received).toHaveLength(2);
    const dead = { status: "dead", lastError: "gone", nextTryAt: null };
    const all = [first, second, third].map(({ id }) => deliveriesOf(relay, id));
    expect(await Promise.all(all)).toMatchObject([
      [{ ...dead, tries: 1, lastStatus: 500 }],
      [{ ...dead, tries: 1, lastStatus: 410 }],
      [{ ...dead, tries: 0, lastStatus: null }],
    ]);

    receiver.answer = (res) => res.writeHead(204).end();
    const [lost] = await deliveriesOf(relay, third.id);
    await postAsMerchant(relay, `deliveries/${lost?.id ?? ""}/redrive`);
    const fourth = await paidOrder(relay);
    for (const { id } of [third, fourth])
      expect(await triedDelivery(relay, id, 1)).toMatchObject({
        status: "delivered",
      });
  });
});

describe("an endpoint that is busy", () => {
  it("gets no other webhook before the time it names", async () => {
    const { relay, receiver } = await startTelling();
    receiver.answer = (res) => {
      res.writeHead(503, { "Retry-After": "120" }).end();
      receiver.answer = (next) => next.writeHead(204).end();
    };
    const first = await paidOrder(relay);
    await triedDelivery(relay, first.id, 1);
    const second = await paidOrder(relay);
    await until("it waits", async () => {
      const { store, clock } = relay.deps;
      const next = await store.nextTaskAt("deliver_webhook", clock.now());
      return next !== null && next >= clock.now() + 119_000;
    });
    expect(receiver.received).toHaveLength(1);
    later(relay, 121);
    expect(await triedDelivery(relay, second.id, 1)).toMatchObject({
      status: "delivered",
    });
  });
});
