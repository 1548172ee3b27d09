import { describe, expect, it } from "vitest";
import { orderOutcome } from "../../src/domain/order.ts";
import type { QueryResult } from "../../src/ports/provider.ts";
import {
  PHONE,
  callBack,
  declined,
  nextTaskAt,
  onAttempt,
  paid,
  pass,
  pending,
  refusal,
  startAttempt,
  startOrder,
  startPaying,
  untilPaid,
  bodiesOf,
} from "../support/attempts.ts";
import { createGate } from "../support/gate.ts";
import { postAsMerchant } from "../support/merchant.ts";
import { restart } from "../support/restart.ts";
import { openedIn, startTestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

const refused = declined("expired", "phone_unreachable");

describe("an order that was paid before anybody noticed that its time was over", () => {
  it("stays as it was reported", async () => {
    const relay = await startTestRelay({
      asleep: true,
      settings: { orderTtlMs: 60_000 },
    });
    const order = await relay.order();
    relay.clock.advance(55);
    const attemptId = await relay.attempt(order);
    relay.clock.advance(6);
    relay.provider.onQuery = () => paid;
    await onAttempt(relay, order, attemptId, "check");
    const told = await relay.read(order);
    expect(told.outcome).toMatchObject({ status: "paid", late: false });
    await restart(relay);
    await until("its end is dealt with", async () => {
      const due = await relay.store.nextTaskAt(
        "order_expiry",
        relay.clock.now(),
      );
      return due === null;
    });
    const stored = await relay.store.getOrder(order.id);
    expect(stored?.version).toBe(told.version);
    expect(told.outcome).toMatchObject({
      ...(stored && orderOutcome(stored)),
    });
  });
});

describe("news of an attempt that was thought over", () => {
  it.each([
    ["refused by the provider", [refused]],
    ["timed out twice", [{ kind: "timed_out" }, { kind: "timed_out" }]],
    ["never heard of", [{ kind: "not_found" }]],
  ] as const)("has it asked about again: %s", async (_what, answers) => {
    const { relay, order } = await startOrder();
    relay.provider.onSubmit = () => ({ kind: "unknown", detail: "time-out" });
    const attemptId = await relay.attempt(order);
    const [first, second = first] = answers;
    relay.provider.onQuery = () =>
      relay.provider.queries.length < 2 ? first : second;
    await pass(relay, 6);
    await pass(relay, 12);
    await pass(relay, 40);
    expect((await relay.read(order)).status).toBe("open");
    relay.provider.onQuery = () => paid;
    await callBack(relay, attemptId);
    await pass(relay, 2);
    await untilPaid(relay, order);
    const checked = await onAttempt(relay, order, attemptId, "check");
    expect(checked.status).toBe(200);
  });

  it.each([
    ["gives no answer", { kind: "unavailable", detail: "down" }],
    [
      "asks to be left alone",
      { kind: "unavailable", detail: "busy", retryAfterSeconds: 20 },
    ],
  ] as const)(
    "is asked for until there is an answer, where the provider said no before and now %s",
    async (_what, noAnswer) => {
      const { relay, order, attemptId } = await startPaying();
      relay.provider.onQuery = () => refused;
      await pass(relay, 6);
      expect((await relay.read(order)).status).toBe("open");
      relay.provider.onQuery = () => noAnswer;
      // The second one comes while the provider wants to be left alone, where it does.
      for (const asked of [2, 3]) {
        expect((await callBack(relay, attemptId)).status).toBe(200);
        await pass(relay, 2);
        expect(relay.provider.queries.length).toBeLessThanOrEqual(asked);
      }
      relay.provider.onQuery = () => paid;
      await pass(relay, 120);
      expect(await relay.read(order)).toMatchObject({
        status: "paid",
        flags: { late: true },
      });
    },
  );

  it("is asked for after the schedule's end too, where the provider itself tells of it", async () => {
    const { relay, order, attemptId } = await startPaying();
    relay.provider.onQuery = () => refused;
    await pass(relay, 6);
    await pass(relay, 80 * 3600);
    relay.provider.onQuery = () => ({ kind: "unavailable", detail: "down" });
    await callBack(relay, attemptId);
    await pass(relay, 2);
    relay.provider.onQuery = () => paid;
    await pass(relay, 3600);
    expect((await relay.read(order)).status).toBe("paid");
    expect(await nextTaskAt(relay)).toBeNull();
  });

  it("is looked for on the schedule too where the provider itself never said no", async () => {
    const { relay, order } = await startOrder();
    relay.provider.onSubmit = () => ({ kind: "unknown", detail: "time-out" });
    relay.provider.onQuery = () => ({ kind: "not_found" });
    await relay.attempt(order);
    for (const seconds of [6, 12, 20]) await pass(relay, seconds);
    expect((await relay.read(order)).attempt?.status).toBe("failed");
    relay.provider.onQuery = () => paid;
    await pass(relay, 600);
    expect(await relay.read(order)).toMatchObject({
      status: "paid",
      flags: { late: true },
    });
  });

  it("ends with a payment: no further queries are made", async () => {
    const { relay, order, attemptId } = await startPaying();
    relay.provider.onQuery = () => paid;
    await pass(relay, 6);
    const asked = relay.provider.queries.length;
    await callBack(relay, attemptId);
    await onAttempt(relay, order, attemptId, "check");
    await pass(relay, 100);
    expect(relay.provider.queries).toHaveLength(asked);
  });

  it("revives an attempt whose submit answered after it was thought lost", async () => {
    const { relay, order } = await startOrder();
    const answer = createGate();
    relay.provider.onSubmit = async () => {
      await answer.opened;
      return { kind: "accepted", action: null };
    };
    relay.provider.onQuery = () => ({ kind: "not_found" });
    const started = startAttempt(relay, order, {
      method: "mpesa",
      phone: "0712345678",
    });
    await until("the submit", () => relay.provider.submits.length === 1);
    for (const seconds of [6, 12, 30, 60]) await pass(relay, seconds);
    expect((await relay.read(order)).attempt?.status).toBe("failed");
    answer.open();
    await started;
    expect((await relay.read(order)).attempt?.status).toBe("unconfirmed");
    relay.provider.onQuery = () => paid;
    await pass(relay, 200);
    expect((await relay.read(order)).status).toBe("paid");
  });
});

describe("a prompt that the shopper gave up", () => {
  it("blocks other prompts until it expires, but not a card", async () => {
    const { relay, order, attemptId } = await startPaying();
    relay.provider.onQuery = () => pending;
    await onAttempt(relay, order, attemptId, "cancel");
    expect(await relay.read(order)).toMatchObject({
      status: "open",
      attempt: { status: "cancelled" },
      methods: [
        { id: "card", available: true },
        { id: "mpesa", available: false, reason: "attempt_alive" },
      ],
    });
    const prompt = { method: "mpesa", phone: "0712345678" };
    expect(refusal(await startAttempt(relay, order, prompt))).toBe(
      "409 attempt_alive",
    );
    const before = await relay.read(order);
    await pass(relay, 91);
    const after = await relay.read(order);
    expect(after.methods).toMatchObject([
      { available: true },
      { available: true },
    ]);
    expect(after.version).toBeGreaterThan(before.version);
  });

  it("queries no more often than checks do, however often it is cancelled", async () => {
    const { relay, order, attemptId } = await startPaying({ asleep: true });
    relay.provider.onQuery = () => ({ kind: "unavailable", detail: "down" });
    const cancel = () => onAttempt(relay, order, attemptId, "cancel");
    expect((await cancel()).status).toBe(200);
    expect(refusal(await cancel())).toBe("429 check_too_soon");
    expect(relay.provider.queries).toHaveLength(1);
  });
});

describe("amounts that a method can't carry", () => {
  it.each([
    ["fraction", { value: 1_050, currency: "KES" }],
    ["above_max", { value: 25_000_100, currency: "KES" }],
    ["currency", { value: 1_000, currency: "UGX" }],
  ])("are not offered to M-Pesa: %s", async (reason, unitAmount) => {
    const relay = await startTestRelay({ asleep: true });
    const lines = [{ sku: "A", name: "A", quantity: 1, unitAmount }];
    const answer = await postAsMerchant(relay, "orders", { lines });
    const order = openedIn(answer, {});
    const { methods } = await relay.read(order);
    const mpesa = methods.find(({ id }) => id === "mpesa");
    expect(mpesa).toMatchObject({ available: false, reason });
    const prompt = { method: "mpesa", phone: PHONE };
    expect(refusal(await startAttempt(relay, order, prompt))).toBe(
      "422 method_unavailable",
    );
    expect(relay.provider.submits).toEqual([]);
  });
});

describe("a provider that hangs", () => {
  it("holds up no deadline", async () => {
    const relay = await startTestRelay();
    const orders = await Promise.all(
      Array.from({ length: 20 }, () => relay.order()),
    );
    for (const order of orders) await relay.attempt(order);
    const answer = createGate<QueryResult>();
    relay.provider.onQuery = () => answer.opened;
    relay.clock.advance(91);
    relay.relay.scheduler.poll();
    await until("every page is told", async () => {
      const read = await Promise.all(orders.map((order) => relay.read(order)));
      return read.every(({ attempt }) => attempt?.status === "unconfirmed");
    });
    answer.open(pending);
  });
});

describe("strangers", () => {
  it("can't fill the store, nor have the provider asked often", async () => {
    const { relay, order, attemptId } = await startPaying();
    const hint = () =>
      relay.request("/checkout/cart", {
        method: "POST",
        body: JSON.stringify({ id: attemptId }),
      });
    for (let second = 0; second < 30; second += 1) {
      await hint();
      await pass(relay, 1);
    }
    expect(await bodiesOf(relay, order)).toHaveLength(20);
    expect(relay.provider.queries.length).toBeLessThanOrEqual(7);
  });
});

describe("a clock that is put back", () => {
  it("delays nobody", async () => {
    const { relay, order, attemptId } = await startPaying({ asleep: true });
    await onAttempt(relay, order, attemptId, "check");
    relay.clock.advance(-3);
    expect((await onAttempt(relay, order, attemptId, "check")).status).toBe(
      200,
    );
  });
});
