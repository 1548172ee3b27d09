import type { ServerResponse } from "node:http";
import type { Delivery as DeliveryJson } from "@malipo/protocol/merchant";
import { describe, expect, it } from "vitest";
import { callBack, declined, paidAnew, problem } from "../support/attempts.ts";
import {
  changeEndpoint,
  deleteEndpoint,
  endpointIn,
  listEndpoints,
  makeEndpoint,
} from "../support/endpoints.ts";
import { asMerchant, postAsMerchant } from "../support/merchant.ts";
import { startTestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";
import { startReceiver, verify } from "../support/webhook-receiver.ts";
import type { WebhookReceiver } from "../support/webhook-receiver.ts";
import {
  SECRET,
  deliveriesOf,
  later,
  paidOrder,
  startTelling,
} from "../support/webhooks.ts";

const typesOf = ({ received }: WebhookReceiver): readonly string[] =>
  received.map(({ body }) => (JSON.parse(body) as { type: string }).type);

/** Returns a function that ends what hangs. */
function hang(receiver: WebhookReceiver): () => void {
  const open: ServerResponse[] = [];
  receiver.answer = (res) => {
    open.push(res);
  };
  return () => {
    for (const res of open) res.writeHead(204).end();
    receiver.answer = (res) => res.writeHead(204).end();
  };
}

describe("webhook endpoints", () => {
  it("are told of the same event under the same id, each with its own secret", async () => {
    const { relay, receiver } = await startTelling();
    const other = await startReceiver();
    const { id, secret } = await makeEndpoint(relay, { url: other.url });
    const order = await paidOrder(relay);
    await until(
      "both are told",
      () => receiver.received.length === 1 && other.received.length === 1,
    );
    const [first] = receiver.received;
    const [second] = other.received;
    if (first === undefined || second === undefined) throw new Error("none");
    expect(second.id).toBe(first.id);
    expect(second.body).toBe(first.body);
    verify(first, SECRET.text);
    verify(second, secret);
    expect(() => verify(second, SECRET.text)).toThrow();
    const stored = await deliveriesOf(relay, order.id);
    expect(stored.map(({ endpointId }) => endpointId).toSorted()).toEqual(
      [id, "we_environment"].toSorted(),
    );
    const listed = await asMerchant(relay, `deliveries?endpoint=${id}`);
    const { deliveries } = listed.body as { deliveries: DeliveryJson[] };
    expect(deliveries).toMatchObject([
      { endpointId: id, eventId: first.id, orderId: order.id },
    ]);
  });

  it("work where none is configured", async () => {
    const relay = await startTestRelay();
    const receiver = await startReceiver();
    await makeEndpoint(relay, { url: receiver.url });
    await paidOrder(relay);
    await until("it is told", () => receiver.received.length === 1);
    expect(await listEndpoints(relay)).toHaveLength(1);
  });

  it("are told of the events that they want alone", async () => {
    const { relay, receiver } = await startTelling();
    const other = await startReceiver();
    const events = ["order.cancelled"];
    const { id } = await makeEndpoint(relay, { url: other.url, events });
    await paidOrder(relay);
    await until("the first is told", () => receiver.received.length === 1);
    const { id: orderId } = await relay.order();
    await postAsMerchant(relay, `orders/${orderId}/cancel`, {});
    await until("the other is told", () => other.received.length === 1);
    expect(typesOf(other)).toEqual(events);
    await changeEndpoint(relay, id, { events: null });
    await paidOrder(relay);
    await until("of all", () => other.received.length === 2);
  });

  it("don't wait for one that hangs, however much is to be told", async () => {
    const { relay, receiver } = await startTelling();
    const hanging = await startReceiver();
    const ends = [hang(receiver), hang(hanging)];
    const live = await startReceiver();
    await makeEndpoint(relay, { url: hanging.url });
    await makeEndpoint(relay, { url: live.url });
    // More than a relay sends to one endpoint at a time.
    for (let i = 0; i < 20; i += 1) await paidOrder(relay);
    await until("the live one is told", () => live.received.length === 20);
    expect(hanging.received.length).toBeLessThanOrEqual(16);
    expect(receiver.received.length).toBeLessThanOrEqual(16);
    for (const end of ends) end();
  });

  it("have each its own order of an order's events", async () => {
    const { relay, receiver } = await startTelling();
    const failing = await startReceiver();
    failing.answer = (res) => {
      res.writeHead(500).end();
      failing.answer = (next) => next.writeHead(204).end();
    };
    await makeEndpoint(relay, { url: failing.url });
    const order = await relay.order();
    const attemptId = await relay.attempt(order);
    relay.provider.onQuery = () => declined("failed", "wrong_pin");
    await callBack(relay, attemptId);
    await until("it failed once", () => failing.received.length === 1);
    const paying = await relay.attempt(order);
    const answer = paidAnew(relay);
    relay.provider.onQuery = () => answer;
    await callBack(relay, paying);
    await until("one is told", () => receiver.received.length === 2);
    expect(typesOf(receiver)).toEqual(["attempt.failed", "order.paid"]);
    expect(failing.received).toHaveLength(1);
    await until("the other is told", () => {
      later(relay, 1);
      return failing.received.length === 3;
    });
    expect(typesOf(failing)).toEqual([
      "attempt.failed",
      "attempt.failed",
      "order.paid",
    ]);
  });

  it("keep what is to be told while they are paused, and get it when they are resumed", async () => {
    const { relay, receiver } = await startTelling();
    const other = await startReceiver();
    const { id } = await makeEndpoint(relay, { url: other.url });
    await changeEndpoint(relay, id, { paused: true });
    await paidOrder(relay);
    await until("the first is told", () => receiver.received.length === 1);
    later(relay, 7200);
    const waiting = await asMerchant(relay, `deliveries?endpoint=${id}`);
    expect(waiting.text).toContain('"status":"pending"');
    expect(other.received).toHaveLength(0);
    await changeEndpoint(relay, id, { paused: false });
    await until("it is told", () => other.received.length === 1);
  });

  it("end with what was to be told when they are deleted", async () => {
    const { relay } = await startTelling();
    const other = await startReceiver();
    const { id } = await makeEndpoint(relay, { url: other.url });
    await changeEndpoint(relay, id, { paused: true });
    const order = await paidOrder(relay);
    const removed = await deleteEndpoint(relay, id);
    expect(removed.body).toMatchObject({ webhookEndpoint: { id } });
    const dead = await until("it is given up", async () => {
      const all = await deliveriesOf(relay, order.id);
      return all.find(
        ({ endpointId, status }) => endpointId === id && status === "dead",
      );
    });
    expect(dead).toMatchObject({ lastError: "deleted", tries: 0 });
    expect(
      problem(await postAsMerchant(relay, `deliveries/${dead.id}/redrive`, {})),
    ).toEqual([409, "webhook_endpoint_deleted"]);
    expect(problem(await deleteEndpoint(relay, id))).toEqual([
      404,
      "not_found",
    ]);
    await paidOrder(relay);
    expect(other.received).toHaveLength(0);
    expect(await listEndpoints(relay)).toMatchObject([{ configured: true }]);
  });

  it("sign with both secrets for the time of the overlap", async () => {
    const relay = await startTestRelay();
    const receiver = await startReceiver();
    const made = await makeEndpoint(relay, { url: receiver.url });
    const path = `webhook-endpoints/${made.id}/rotate-secret`;
    const rotated = endpointIn(
      await postAsMerchant(relay, path, { overlapSeconds: 60 }),
    );
    expect(rotated.secret).not.toBe(made.secret);
    expect(rotated.previousSecretUntil).toBe("2026-11-21T09:01:00.000Z");
    await paidOrder(relay);
    await until("it is told", () => receiver.received.length === 1);
    const [both] = receiver.received;
    if (both === undefined) throw new Error("none");
    verify(both, made.secret);
    verify(both, rotated.secret);
    later(relay, 61);
    await paidOrder(relay);
    const after = await until("it is told again", () => receiver.received[1]);
    verify(after, rotated.secret);
    expect(() => verify(after, made.secret)).toThrow();
  });

  it("stores no secret that can be read, and shows none again", async () => {
    const relay = await startTestRelay({ asleep: true });
    const { id, secret } = await makeEndpoint(relay);
    const stored = JSON.stringify(await relay.store.webhookEndpoints.list());
    expect(stored).not.toContain(secret.slice("whsec_".length));
    const read = await asMerchant(relay, `webhook-endpoints/${id}`);
    expect(read.text).not.toContain("whsec_");
    expect(relay.logged()).not.toContain(secret);
  });

  it("are tried out with a signed message, also while paused", async () => {
    const relay = await startTestRelay({ asleep: true });
    const receiver = await startReceiver();
    const made = await makeEndpoint(relay, {
      url: receiver.url,
      events: ["refund.paid"],
    });
    await changeEndpoint(relay, made.id, { paused: true });
    const test = () =>
      postAsMerchant(relay, `webhook-endpoints/${made.id}/test`, {});
    const good = (await test()).body as { id: string };
    expect(good).toMatchObject({ delivered: true, status: 204, error: null });
    const [message] = receiver.received;
    if (message === undefined) throw new Error("none");
    expect(message.id).toBe(good.id);
    expect(verify(message, made.secret)).toMatchObject({
      type: "webhook.test",
      data: { endpoint: { id: made.id, name: "Accounting" } },
    });
    receiver.answer = (res) => {
      res.writeHead(500).end();
    };
    expect((await test()).body).toMatchObject({
      delivered: false,
      status: 500,
      error: "status",
    });
  });

  it("are open again after a redrive, another URL or a resumption", async () => {
    const relay = await startTestRelay();
    const receiver = await startReceiver();
    const { id } = await makeEndpoint(relay, { url: receiver.url });
    const isGone = async () =>
      (await listEndpoints(relay)).find((each) => each.id === id)?.gone;
    receiver.answer = (res) => {
      res.writeHead(410).end();
    };
    await paidOrder(relay);
    await until("it is gone", isGone);
    receiver.answer = (res) => {
      res.writeHead(204).end();
    };
    await changeEndpoint(relay, id, { paused: false });
    expect(await isGone()).toBe(false);
    await paidOrder(relay);
    await until("it is told", () => receiver.received.length === 2);
  });

  it("are at public addresses, and https", async () => {
    const relay = await startTestRelay({ asleep: true });
    const refused = async (url: string) => {
      const body = { name: "A", url };
      const answer = await postAsMerchant(relay, "webhook-endpoints", body);
      expect(answer.text).toContain('"field":"url"');
      return problem(answer);
    };
    for (const url of [
      "https://10.1.2.3/webhooks",
      "https://169.254.169.254/latest",
      "https://[fd00::1]/",
      "http://books.example/webhooks",
      "https://user:secret@books.example/",
    ])
      expect(await refused(url)).toEqual([400, "invalid_request"]);
    const { id } = await makeEndpoint(relay);
    const moved = await changeEndpoint(relay, id, { url: "https://10.0.0.1/" });
    expect(problem(moved)).toEqual([400, "invalid_request"]);
  });

  it("are at most 20", async () => {
    const relay = await startTestRelay({ asleep: true });
    for (let i = 0; i < 20; i += 1) await makeEndpoint(relay);
    const more = { name: "A", url: "https://books.example/" };
    const refused = await postAsMerchant(relay, "webhook-endpoints", more);
    expect(problem(refused)).toEqual([409, "too_many_webhook_endpoints"]);
  });

  it("has that of the configuration first, which HTTP doesn't change", async () => {
    const { relay, receiver } = await startTelling();
    const id = "we_environment";
    expect(await listEndpoints(relay)).toMatchObject([
      { id, name: "MALIPO_WEBHOOK_URL", url: receiver.url, configured: true },
    ]);
    const refused = [409, "webhook_endpoint_not_changeable"];
    expect(problem(await deleteEndpoint(relay, id))).toEqual(refused);
    expect(problem(await changeEndpoint(relay, id, { paused: true }))).toEqual(
      refused,
    );
    const path = `webhook-endpoints/${id}`;
    expect(
      problem(await postAsMerchant(relay, `${path}/rotate-secret`, {})),
    ).toEqual(refused);
    const tested = await postAsMerchant(relay, `${path}/test`, {});
    expect(tested.body).toMatchObject({ delivered: true });
    expect(typesOf(receiver)).toEqual(["webhook.test"]);
  });
});
