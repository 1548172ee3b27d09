import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import {
  deliveryListSchema,
  deliveryWithPayloadSchema,
  orderHistorySchema,
} from "@malipo/protocol/merchant";
import { KEY, asMerchant, postAsMerchant } from "../support/merchant.ts";
import type { TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";
import {
  deliveriesOf,
  later,
  paidOrder,
  startTelling,
  triedDelivery,
} from "../support/webhooks.ts";

const ADDRESS = "/v1/merchant/deliveries";

async function list(relay: TestRelay, query = "") {
  const { body } = await asMerchant(relay, `deliveries${query}`);
  return deliveryListSchema.parse(body);
}

describe("GET /v1/merchant/deliveries", () => {
  it("lists webhooks newest first, page by page", async () => {
    const { relay } = await startTelling();
    const orders: string[] = [];
    for (let i = 0; i < 3; i += 1) {
      const { id } = await paidOrder(relay);
      await triedDelivery(relay, id, 1);
      orders.unshift(id);
      later(relay, 1);
    }
    const first = await list(relay, "?limit=2");
    const second = await list(
      relay,
      `?limit=2&cursor=${encodeURIComponent(first.nextCursor ?? "")}`,
    );
    expect(second.nextCursor).toBeNull();
    const all = [...first.deliveries, ...second.deliveries];
    expect(all.map(({ orderId }) => orderId)).toEqual(orders);
    expect(all[0]).toEqual({
      id: expect.stringMatching(/^msg_/) as unknown,
      eventId: all[0]?.id,
      endpointId: "we_environment",
      event: "order.paid",
      orderId: orders[0],
      reference: expect.stringMatching(/^ORD-/) as unknown,
      status: "delivered",
      tries: 1,
      lastTryAt: "2026-11-21T09:00:02.000Z",
      lastStatus: 204,
      lastError: null,
      nextTryAt: null,
      createdAt: "2026-11-21T09:00:02.000Z",
      deliveredAt: "2026-11-21T09:00:02.000Z",
    });
  });

  it("finds those of one order, and those of one status", async () => {
    const { relay, receiver } = await startTelling();
    const taken = await paidOrder(relay);
    await triedDelivery(relay, taken.id, 1);
    receiver.answer = (res) => res.writeHead(410).end();
    const refused = await paidOrder(relay);
    await triedDelivery(relay, refused.id, 1);
    const orders = async (query: string) =>
      (await list(relay, query)).deliveries.map(({ orderId }) => orderId);
    expect(await orders(`?orderId=${taken.id}`)).toEqual([taken.id]);
    expect(await orders("?status=dead")).toEqual([refused.id]);
    expect(await orders("?status=pending")).toEqual([]);
    expect(await orders(`?status=dead&orderId=${taken.id}`)).toEqual([]);
  });
});

describe("GET /v1/merchant/deliveries/:id", () => {
  it("shows what is sent", async () => {
    const { relay, receiver } = await startTelling();
    const order = await paidOrder(relay);
    const { id } = await triedDelivery(relay, order.id, 1);
    const { body } = await asMerchant(relay, `deliveries/${id}`);
    const { payload, ...delivery } = deliveryWithPayloadSchema.parse(body);
    expect(JSON.stringify(payload)).toBe(receiver.received[0]?.body);
    expect(delivery).toEqual((await list(relay)).deliveries[0]);
    const history = await asMerchant(relay, `orders/${order.id}`);
    expect(orderHistorySchema.parse(history.body).deliveries).toEqual([
      delivery,
    ]);
  });
});

describe("POST /v1/merchant/deliveries/:id/redrive", () => {
  const redrive = (relay: TestRelay, id: string, body: unknown = {}) =>
    postAsMerchant(relay, `deliveries/${id}/redrive`, body);

  it("sends again what was delivered, under the same id", async () => {
    const { relay, receiver } = await startTelling();
    const order = await paidOrder(relay);
    const { id } = await triedDelivery(relay, order.id, 1);
    later(relay, 30);
    const answer = await redrive(relay, id);
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({
      id,
      status: "pending",
      tries: 0,
      nextTryAt: "2026-11-21T09:00:30.000Z",
      deliveredAt: null,
    });
    await until("it is sent again", () => receiver.received.length === 2);
    expect(receiver.received[1]).toMatchObject({
      id,
      body: receiver.received[0]?.body,
    });
    expect(await triedDelivery(relay, order.id, 1)).toMatchObject({
      status: "delivered",
    });
  });

  it("does not wait for what is due later, and needs no body", async () => {
    const { relay, receiver } = await startTelling();
    receiver.answer = (res) => res.writeHead(500).end();
    const order = await paidOrder(relay);
    const { id } = await triedDelivery(relay, order.id, 1);
    receiver.answer = (res) => res.writeHead(204).end();
    const answer = await relay.request(`${ADDRESS}/${id}/redrive`, {
      method: "POST",
      headers: KEY,
    });
    expect(answer.status).toBe(202);
    await until("it is delivered", async () => {
      const [delivery] = await deliveriesOf(relay, order.id);
      return delivery?.status === "delivered";
    });
  });

  it("is done once the try that is under way has ended, which does not undo it", async () => {
    const { relay, receiver } = await startTelling();
    const held: ServerResponse[] = [];
    receiver.answer = (res) => void held.push(res);
    const order = await paidOrder(relay);
    await until("it is being sent", () => held.length === 1);
    receiver.answer = (res) => res.writeHead(204).end();
    const [delivery] = await deliveriesOf(relay, order.id);
    relay.clock.advance(1);
    await redrive(relay, delivery?.id ?? "");
    held[0]?.writeHead(500).end();
    await triedDelivery(relay, order.id, 1);
    expect(relay.logged()).toContain("a webhook attempt failed");
    expect(await deliveriesOf(relay, order.id)).toMatchObject([
      { status: "delivered", tries: 1, nextTryAt: null },
    ]);
  });
});
