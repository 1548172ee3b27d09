import type { CreateOrderResponse } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import { currentTraceparent } from "../../src/adapters/otel-tracing/current-trace.ts";
import { exchange } from "../../src/adapters/provider-http/http.ts";
import { callBack, paid } from "../support/attempts.ts";
import { listen } from "../support/http-server.ts";
import { recordSpans } from "../support/memory-tracer.ts";
import { KEY } from "../support/merchant.ts";
import { SHOP, newKey } from "../support/test-relay.ts";
import type { OpenedOrder, TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";
import { deliveriesOf, paidOrder, startTelling } from "../support/webhooks.ts";

const [MERCHANT, SHOPPER] = ["a", "b"].map((digit) => ({
  traceId: digit.repeat(32),
  header: `00-${digit.repeat(32)}-${digit.repeat(16)}-01`,
})) as [Trace, Trace];

interface Trace {
  readonly traceId: string;
  readonly header: string;
}

const traced = (header: string | undefined) =>
  header === undefined ? {} : { traceparent: header };

async function merchantOrder(
  relay: TestRelay,
  header?: string,
): Promise<OpenedOrder> {
  const unitAmount = { value: 250_000, currency: "KES" };
  const { body } = await relay.post(
    "/v1/merchant/orders",
    { lines: [{ sku: "A", name: "Shirt", quantity: 1, unitAmount }] },
    { ...KEY, ...traced(header) },
  );
  const { order, token, resumeSecret } = body as CreateOrderResponse;
  const auth = { Authorization: `Bearer ${token}`, Origin: SHOP };
  return { id: order.id, token, resumeSecret, auth };
}

/** Pays it; resolves with the trace of each call to the outside. */
async function pay(relay: TestRelay, order: OpenedOrder, header?: string) {
  const calls: Record<string, string | undefined> = {};
  relay.provider.onSubmit = () => {
    calls["submit"] = currentTraceparent();
    return { kind: "accepted", action: null };
  };
  relay.provider.onQuery = () => {
    calls["query"] = currentTraceparent();
    return paid;
  };
  const { body } = await relay.post(
    `/v1/orders/${order.id}/attempts`,
    { method: "mpesa", phone: "0712 345 678" },
    { ...order.auth, "Idempotency-Key": newKey(), ...traced(header) },
  );
  // The provider knows nothing of traces.
  await callBack(relay, (body as { attempt: { id: string } }).attempt.id);
  await until("the merchant is told", async () => {
    const [delivery] = await deliveriesOf(relay, order.id);
    return delivery?.status === "delivered";
  });
  return calls;
}

describe("the trace of a checkout", () => {
  it.each([
    ["the merchant's", MERCHANT.header, SHOPPER.header, MERCHANT],
    [
      "the shopper's, if the merchant has none",
      undefined,
      SHOPPER.header,
      SHOPPER,
    ],
  ])("is %s, on all that follows", async (_whose, merchant, shopper, trace) => {
    const { relay, receiver } = await startTelling();
    const order = await merchantOrder(relay, merchant);
    const calls = await pay(relay, order, shopper);
    // Without an SDK there are no spans between.
    const { header } = trace;
    expect(calls).toEqual({ submit: header, query: header });
    expect(receiver.received[0]?.headers["traceparent"]).toBe(header);
    const lines = relay
      .logged()
      .split("\n")
      .filter((line) => line.includes(trace.traceId))
      .map((line) => (JSON.parse(line) as { msg: string }).msg);
    expect(lines).toContain("order changed");
    expect(lines).toContain("request");
  });

  it("is none where nobody has one, nor what is no traceparent", async () => {
    const { relay, receiver } = await startTelling();
    const order = await merchantOrder(relay, "00-nonsense");
    expect(await pay(relay, order)).toEqual({
      submit: undefined,
      query: undefined,
    });
    expect(receiver.received[0]?.headers).not.toHaveProperty("traceparent");
    expect(relay.logged()).not.toContain("traceId");
    expect(relay.logged()).not.toContain("nonsense");
  });

  it("does not pass to what a request only happened to wake", async () => {
    const { relay, receiver } = await startTelling();
    await paidOrder(relay);
    await until("it is told", () => receiver.received.length === 1);
    const order = await merchantOrder(relay, MERCHANT.header);
    const calls = await pay(relay, order);
    expect(calls["query"]).toBe(MERCHANT.header);
    expect(receiver.received[0]?.headers).not.toHaveProperty("traceparent");
  });

  it("has a span for each step, in a host that records them", async () => {
    const spans = recordSpans();
    const { relay, receiver } = await startTelling();
    const order = await merchantOrder(relay, MERCHANT.header);
    await pay(relay, order, SHOPPER.header);
    await until("all have ended", () => spans.every(({ ended }) => ended));
    const created = spans.find(({ name }) => name === "createMerchantOrder");
    expect(created).toMatchObject({
      traceId: MERCHANT.traceId,
      parentId: "a".repeat(16),
    });
    const parentId = created?.spanId;
    for (const name of ["submit", "callback", "query", "webhook"])
      expect(
        spans.find((span) => span.name === name),
        name,
      ).toMatchObject({
        traceId: MERCHANT.traceId,
        parentId,
        options: { attributes: { "malipo.order.id": order.id } },
      });
    const started = spans.find(({ name }) => name === "startAttempt");
    expect(started?.traceId).toBe(SHOPPER.traceId);
    const submit = spans.find(({ name }) => name === "submit");
    expect(submit?.options.links).toMatchObject([
      { context: { traceId: SHOPPER.traceId, spanId: started?.spanId } },
    ]);
    const webhook = spans.find(({ name }) => name === "webhook");
    expect(receiver.received[0]?.headers["traceparent"]).toBe(
      `00-${MERCHANT.traceId}-${webhook?.spanId ?? ""}-01`,
    );
    expect(JSON.stringify(spans)).not.toContain("254712345678");
  });
});

it("the provider's requests carry the trace of the call", async () => {
  const { relay } = await startTelling();
  const seen: unknown[] = [];
  const url = await listen((req, res) => {
    seen.push(req.headers["traceparent"]);
    res.end();
  });
  const ask = () =>
    exchange({
      method: "GET",
      url: new URL(url),
      headers: {},
      timeoutMs: 5_000,
    });
  const { tracing } = relay.deps;
  await tracing.call("query", MERCHANT.header, {}, ask);
  await tracing.call("query", MERCHANT.header, {}, () => tracing.apart(ask));
  await tracing.call("query", undefined, {}, ask);
  expect(seen).toEqual([MERCHANT.header, undefined, undefined]);
});
