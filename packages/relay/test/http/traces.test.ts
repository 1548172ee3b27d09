import type { CreateOrderResponse } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import { currentTrace } from "../../src/adapters/otel-tracing/current-trace.ts";
import { exchange } from "../../src/adapters/provider-http/http.ts";
import type { TraceContext } from "../../src/domain/trace-context.ts";
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
  state: `vendor=${digit}${digit},${digit}1@sys=t61rcWkgMzE`,
})) as [Trace, Trace];

interface Trace {
  readonly traceId: string;
  readonly header: string;
  readonly state?: string | undefined;
}

const traced = (trace: Partial<Trace> | undefined) => ({
  ...(trace?.header === undefined ? {} : { traceparent: trace.header }),
  ...(trace?.state === undefined ? {} : { tracestate: trace.state }),
});

const stored = ({ header, state }: Trace) => ({
  trace: header,
  ...(state === undefined ? {} : { tracestate: state }),
});

async function merchantOrder(
  relay: TestRelay,
  trace?: Partial<Trace>,
): Promise<OpenedOrder> {
  const unitAmount = { value: 250_000, currency: "KES" };
  const { body } = await relay.post(
    "/v1/merchant/orders",
    { lines: [{ sku: "A", name: "Shirt", quantity: 1, unitAmount }] },
    { ...KEY, ...traced(trace) },
  );
  const { order, token, resumeSecret } = body as CreateOrderResponse;
  const auth = { Authorization: `Bearer ${token}`, Origin: SHOP };
  return { id: order.id, token, resumeSecret, auth };
}

/** Pays it; resolves with the trace of each call to the outside. */
async function pay(relay: TestRelay, order: OpenedOrder, trace?: Trace) {
  const calls: Record<string, TraceContext> = {};
  relay.provider.onSubmit = () => {
    calls["submit"] = currentTrace();
    return { kind: "accepted", action: null };
  };
  relay.provider.onQuery = () => {
    calls["query"] = currentTrace();
    return paid;
  };
  const { body } = await relay.post(
    `/v1/orders/${order.id}/attempts`,
    { method: "mpesa", phone: "0712 345 678" },
    { ...order.auth, "Idempotency-Key": newKey(), ...traced(trace) },
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
    ["the merchant's", MERCHANT, SHOPPER, MERCHANT],
    ["the shopper's, if the merchant has none", undefined, SHOPPER, SHOPPER],
    [
      "the merchant's, and nobody else's state",
      { ...MERCHANT, state: undefined },
      SHOPPER,
      { ...MERCHANT, state: undefined },
    ],
  ])("is %s, on all that follows", async (_whose, merchant, shopper, trace) => {
    const { relay, receiver } = await startTelling();
    const order = await merchantOrder(relay, merchant);
    const calls = await pay(relay, order, shopper);
    // Without an SDK there are no spans between.
    const { header, state } = trace;
    expect(calls).toEqual({ submit: stored(trace), query: stored(trace) });
    expect(receiver.received[0]?.headers["traceparent"]).toBe(header);
    expect(receiver.received[0]?.headers["tracestate"]).toBe(state);
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
    const order = await merchantOrder(relay, {
      header: "00-nonsense",
      state: "vendor=nonsense",
    });
    expect(await pay(relay, order)).toEqual({
      submit: {},
      query: {},
    });
    expect(receiver.received[0]?.headers).not.toHaveProperty("traceparent");
    expect(receiver.received[0]?.headers).not.toHaveProperty("tracestate");
    expect(relay.logged()).not.toContain("traceId");
    expect(relay.logged()).not.toContain("nonsense");
  });

  it("has no state that can't be read, and nothing is refused for it", async () => {
    const { relay, receiver } = await startTelling();
    const trace = { ...MERCHANT, state: "Vendor=1" };
    await pay(relay, await merchantOrder(relay, trace));
    expect(receiver.received[0]?.headers["traceparent"]).toBe(MERCHANT.header);
    expect(receiver.received[0]?.headers).not.toHaveProperty("tracestate");
  });

  it("does not pass to what a request only happened to wake", async () => {
    const { relay, receiver } = await startTelling();
    await paidOrder(relay);
    await until("it is told", () => receiver.received.length === 1);
    const order = await merchantOrder(relay, MERCHANT);
    const calls = await pay(relay, order);
    expect(calls["query"]).toEqual(stored(MERCHANT));
    expect(receiver.received[0]?.headers).not.toHaveProperty("traceparent");
  });

  it("has a span for each step, in a host that records them", async () => {
    const spans = recordSpans();
    const { relay, receiver } = await startTelling();
    const order = await merchantOrder(relay, MERCHANT);
    await pay(relay, order, SHOPPER);
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
    expect(receiver.received[0]?.headers["tracestate"]).toBe(
      `sampler=1,${MERCHANT.state ?? ""}`,
    );
    expect(JSON.stringify(spans)).not.toContain("254712345678");
  });
});

it("the provider's requests carry the trace of the call", async () => {
  const { relay } = await startTelling();
  const seen: unknown[] = [];
  const url = await listen((req, res) => {
    const { traceparent, tracestate } = req.headers;
    seen.push([traceparent, tracestate]);
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
  const parent = stored(MERCHANT);
  await tracing.call("query", parent, {}, ask);
  await tracing.call("query", parent, {}, () => tracing.apart(ask));
  await tracing.call("query", {}, {}, ask);
  expect(seen).toEqual([
    [MERCHANT.header, MERCHANT.state],
    [undefined, undefined],
    [undefined, undefined],
  ]);
});
