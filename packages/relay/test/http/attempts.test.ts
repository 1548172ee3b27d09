import { attemptAnswerSchema } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import type { QueryAnswer } from "../../src/ports/provider.ts";
import { newKey, problemCode, startTestRelay } from "../support/test-relay.ts";
import type { Answer, OpenedOrder, TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

const PHONE = "0712 345 678";
const paid: QueryAnswer = {
  kind: "succeeded",
  amount: null,
  receipt: "SKL7X2Q9WD",
};
const pending: QueryAnswer = { kind: "pending" };

const start = (
  relay: TestRelay,
  order: OpenedOrder,
  body: unknown,
  key: string = newKey(),
) =>
  relay.post(`/v1/orders/${order.id}/attempts`, body, {
    ...order.auth,
    "Idempotency-Key": key,
  });

const on = (
  relay: TestRelay,
  order: OpenedOrder,
  attemptId: string,
  what: "check" | "cancel",
) =>
  relay.post(
    `/v1/orders/${order.id}/attempts/${attemptId}/${what}`,
    {},
    order.auth,
  );

const code = (answer: Answer) => [answer.status, problemCode(answer)];

/** Moves the clock and has everything done that is due by then. */
async function pass(relay: TestRelay, seconds: number) {
  relay.clock.advance(seconds);
  relay.relay.scheduler.wake();
  await until("all due work is done", async () => {
    const next = await relay.store.nextTaskAt(relay.clock.now());
    return next === null || next > relay.clock.now();
  });
}

describe("POST /v1/orders/:id/attempts", () => {
  it("sends a prompt to the phone and shows no more of the number than its owner knows", async () => {
    const relay = await startTestRelay();
    const order = await relay.order();
    const answer = await start(relay, order, { method: "mpesa", phone: PHONE });
    expect(answer.status).toBe(201);
    const { attempt, order: after } = attemptAnswerSchema.parse(answer.body);
    expect(attempt).toMatchObject({
      method: "mpesa",
      status: "awaiting_payer",
      action: { type: "prompt", phone: "0712 ••• 678" },
      promptExpiresAt: "2026-11-21T09:01:00.000Z",
      failure: null,
    });
    expect(after).toMatchObject({
      status: "pending",
      attempt: { id: attempt.id },
    });
    expect(answer.text).not.toContain("712345678");
    expect(relay.provider.submits[0]?.plan.phone).toBe("254712345678");
    expect(relay.provider.submits[0]?.callbackUrl.length).toBeLessThanOrEqual(
      256,
    );
  });

  it("sends the browser to the hosted page for a card", async () => {
    const relay = await startTestRelay();
    const order = await relay.order();
    const { attempt } = attemptAnswerSchema.parse(
      (await start(relay, order, { method: "card" })).body,
    );
    expect(attempt.action).toEqual({
      type: "redirect",
      url: `https://pay.example/${attempt.id}`,
    });
  });

  it("submits once for the same key, and answers the same", async () => {
    const relay = await startTestRelay();
    const order = await relay.order();
    const key = newKey();
    const first = await start(
      relay,
      order,
      { method: "mpesa", phone: PHONE },
      key,
    );
    const again = await start(
      relay,
      order,
      { method: "mpesa", phone: PHONE },
      key,
    );
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect(relay.provider.submits).toHaveLength(1);
    expect(code(await start(relay, order, { method: "card" }, key))).toEqual([
      422,
      "idempotency_key_reused",
    ]);
  });

  it("says that the same request is still running", async () => {
    const relay = await startTestRelay();
    const order = await relay.order();
    const key = newKey();
    const answer = Promise.withResolvers<undefined>();
    relay.provider.onSubmit = async () => {
      await answer.promise;
      return { kind: "accepted", action: null };
    };
    const first = start(relay, order, { method: "mpesa", phone: PHONE }, key);
    await until("the submit", () => relay.provider.submits.length === 1);
    const again = await start(
      relay,
      order,
      { method: "mpesa", phone: PHONE },
      key,
    );
    expect(code(again)).toEqual([409, "request_in_progress"]);
    expect(again.headers.get("retry-after")).toBe("1");
    answer.resolve(undefined);
    expect((await first).status).toBe(201);
  });

  it("answers a request whose process died with what became of it", async () => {
    const relay = await startTestRelay({ asleep: true });
    const order = await relay.order();
    const key = newKey();
    relay.provider.onSubmit = () =>
      Promise.reject(new Error("the process died here"));
    expect(
      (await start(relay, order, { method: "mpesa", phone: PHONE }, key))
        .status,
    ).toBe(500);
    expect(
      (await start(relay, order, { method: "mpesa", phone: PHONE }, key))
        .status,
    ).toBe(409);
    relay.clock.advance(31);
    const again = await start(
      relay,
      order,
      { method: "mpesa", phone: PHONE },
      key,
    );
    expect(again.status).toBe(201);
    expect(attemptAnswerSchema.parse(again.body).attempt.status).toBe(
      "submitting",
    );
    expect(relay.provider.submits).toHaveLength(1);
  });

  it.each([
    ["nothing", {}, 400, "invalid_request"],
    ["an unknown method", { method: "cash" }, 400, "invalid_request"],
    [
      "a method that is not offered",
      { method: "flexpay" },
      422,
      "method_unavailable",
    ],
    [
      "an amount",
      { method: "card", amount: { value: 1, currency: "KES" } },
      400,
      "invalid_request",
    ],
    ["M-Pesa without a phone", { method: "mpesa" }, 422, "phone_required"],
    [
      "a card with a phone",
      { method: "card", phone: PHONE },
      422,
      "phone_not_allowed",
    ],
    [
      "a Tanzanian phone",
      { method: "mpesa", phone: "+255712345678" },
      422,
      "phone_invalid",
    ],
    [
      "a phone that is none",
      { method: "mpesa", phone: "hello" },
      422,
      "phone_invalid",
    ],
  ])("refuses %s", async (_what, body, status, problem) => {
    const relay = await startTestRelay({ asleep: true });
    const order = await relay.order();
    expect(code(await start(relay, order, body))).toEqual([status, problem]);
    expect(relay.provider.submits).toEqual([]);
  });

  it("refuses a second attempt while the first may still pay", async () => {
    const relay = await startTestRelay();
    const order = await relay.order();
    await relay.attempt(order);
    expect(code(await start(relay, order, { method: "card" }))).toEqual([
      409,
      "attempt_alive",
    ]);
    expect((await relay.read(order)).methods).toMatchObject([
      { id: "card", available: false, reason: "attempt_alive" },
      { id: "mpesa", available: false, reason: "attempt_alive" },
    ]);
  });

  it("refuses an attempt on an order that is paid or over", async () => {
    const relay = await startTestRelay();
    const [paidOrder, oldOrder] = [await relay.order(), await relay.order()];
    const attemptId = await relay.attempt(paidOrder);
    relay.provider.onQuery = () => paid;
    await on(relay, paidOrder, attemptId, "check");
    expect(code(await start(relay, paidOrder, { method: "card" }))).toEqual([
      409,
      "order_closed",
    ]);
    await pass(relay, 3600);
    expect((await relay.read(oldOrder)).outcome).toMatchObject({
      status: "expired",
    });
    const { token } = (
      await relay.post(`/v1/orders/${oldOrder.id}/token`, {
        resumeSecret: oldOrder.resumeSecret,
      })
    ).body as { token: string };
    const fresh = { ...oldOrder, auth: { Authorization: `Bearer ${token}` } };
    expect(code(await start(relay, fresh, { method: "card" }))).toEqual([
      409,
      "order_closed",
    ]);
  });

  it("lets the next attempt begin when the provider certainly refused", async () => {
    const relay = await startTestRelay();
    const order = await relay.order();
    relay.provider.onSubmit = () => ({
      kind: "refused",
      code: "provider_unavailable",
      detail: "down",
    });
    const { attempt, order: after } = attemptAnswerSchema.parse(
      (await start(relay, order, { method: "mpesa", phone: PHONE })).body,
    );
    expect(attempt).toMatchObject({
      status: "failed",
      failure: { code: "provider_unavailable", retryable: true },
    });
    expect(attempt.retryAt).toBe("2026-11-21T09:00:30.000Z");
    expect(after.status).toBe("open");
    expect((await start(relay, order, { method: "card" })).status).toBe(201);
  });
});

describe("a submit without an answer", () => {
  it("is resolved by a query under the same id, never by a second submit", async () => {
    const relay = await startTestRelay();
    const order = await relay.order();
    relay.provider.onSubmit = () => ({ kind: "unknown", detail: "time-out" });
    const attemptId = await relay.attempt(order);
    expect((await relay.read(order)).attempt?.status).toBe("submit_unknown");
    relay.provider.onQuery = () => paid;
    await pass(relay, 6);
    expect(await relay.read(order)).toMatchObject({
      status: "paid",
      attempt: { id: attemptId },
    });
    expect(relay.provider.submits).toHaveLength(1);
  });

  it("has failed when the provider has never heard of it, but not before it could have", async () => {
    const relay = await startTestRelay();
    const order = await relay.order();
    relay.provider.onSubmit = () => ({ kind: "unknown", detail: "500" });
    relay.provider.onQuery = () => ({ kind: "not_found" });
    await relay.attempt(order);
    await pass(relay, 6);
    await pass(relay, 11);
    expect(relay.provider.queries.length).toBeGreaterThan(0);
    expect((await relay.read(order)).attempt?.status).toBe("submit_unknown");
    await pass(relay, 20);
    expect(await relay.read(order)).toMatchObject({
      status: "open",
      attempt: { status: "failed", failure: { code: "provider_unavailable" } },
    });
  });
});

describe("the deadline", () => {
  it("makes an unanswered attempt unconfirmed, never failed, and a late payment still pays", async () => {
    const relay = await startTestRelay();
    const order = await relay.order();
    await relay.attempt(order);
    relay.provider.onQuery = () => ({ kind: "unavailable", detail: "down" });
    await pass(relay, 89);
    expect((await relay.read(order)).attempt?.status).toBe("awaiting_payer");
    await pass(relay, 1);
    expect(await relay.read(order)).toMatchObject({
      status: "pending",
      attempt: { status: "unconfirmed", failure: null },
      methods: [{ reason: "attempt_alive" }, { reason: "attempt_alive" }],
    });
    relay.provider.onQuery = () => pending;
    await pass(relay, 60);
    expect(await relay.read(order)).toMatchObject({
      status: "pending",
      attempt: { status: "unconfirmed" },
      methods: [{ available: true }, { available: true }],
    });
    relay.provider.onQuery = () => paid;
    await pass(relay, 600);
    expect(await relay.read(order)).toMatchObject({
      status: "paid",
      flags: { late: true, overpaid: false, review: false },
      outcome: { status: "paid", late: true },
    });
  });

  it("flags a second payment as overpaid", async () => {
    const relay = await startTestRelay();
    const order = await relay.order();
    const first = await relay.attempt(order);
    await pass(relay, 91);
    const second = await relay.attempt(order, "card");
    relay.provider.onQuery = ({ id }) => (id === second ? paid : pending);
    await pass(relay, 120);
    expect(await relay.read(order)).toMatchObject({
      status: "paid",
      flags: { overpaid: false },
    });
    relay.provider.onQuery = () => paid;
    await pass(relay, 400);
    expect(relay.provider.queries).toContain(first);
    expect(await relay.read(order)).toMatchObject({
      status: "paid",
      attempt: { id: second },
      flags: { overpaid: true },
    });
  });

  it("asks for a person after 72 hours without an answer", async () => {
    const relay = await startTestRelay();
    const order = await relay.order();
    await relay.attempt(order);
    for (let hour = 0; hour <= 73; hour += 1) await pass(relay, 3600);
    expect(await relay.read(order)).toMatchObject({
      status: "pending",
      flags: { review: true },
      attempt: { status: "unconfirmed" },
    });
    expect(await relay.store.nextTaskAt(relay.clock.now())).toBeNull();
  });
});

describe("check and cancel", () => {
  it("asks the provider now, but not twice in a moment", async () => {
    const relay = await startTestRelay({ asleep: true });
    const order = await relay.order();
    const attemptId = await relay.attempt(order);
    expect((await on(relay, order, attemptId, "check")).status).toBe(200);
    const again = await on(relay, order, attemptId, "check");
    expect(code(again)).toEqual([429, "check_too_soon"]);
    expect(again.headers.get("retry-after")).toBe("3");
    relay.clock.advance(3);
    relay.provider.onQuery = () => paid;
    const answer = await on(relay, order, attemptId, "check");
    expect(attemptAnswerSchema.parse(answer.body)).toMatchObject({
      attempt: { status: "succeeded" },
      order: { status: "paid" },
    });
    expect((await on(relay, order, attemptId, "check")).status).toBe(200);
    expect(relay.provider.queries).toHaveLength(2);
  });

  it("never believes a payment of another amount", async () => {
    const relay = await startTestRelay({ asleep: true });
    const order = await relay.order();
    const attemptId = await relay.attempt(order, "card");
    relay.provider.onQuery = () => ({
      kind: "succeeded",
      amount: { value: 100, currency: "KES" },
      receipt: "R1",
    });
    const answer = attemptAnswerSchema.parse(
      (await on(relay, order, attemptId, "check")).body,
    );
    expect(answer).toMatchObject({
      attempt: {
        status: "failed",
        failure: { code: "amount_mismatch", retryable: false },
      },
      order: {
        status: "open",
        flags: { review: true },
        methods: [{ reason: "under_review" }, { reason: "under_review" }],
      },
    });
    expect(code(await start(relay, order, { method: "card" }))).toEqual([
      409,
      "order_under_review",
    ]);
  });

  it("cancels only when the provider, asked after that, says not paid", async () => {
    const relay = await startTestRelay();
    const order = await relay.order();
    const attemptId = await relay.attempt(order);
    relay.provider.onQuery = () => ({ kind: "unavailable", detail: "down" });
    const unheard = attemptAnswerSchema.parse(
      (await on(relay, order, attemptId, "cancel")).body,
    );
    expect(unheard.attempt.status).toBe("awaiting_payer");
    relay.provider.onQuery = () => pending;
    const heard = attemptAnswerSchema.parse(
      (await on(relay, order, attemptId, "cancel")).body,
    );
    expect(heard).toMatchObject({
      attempt: { status: "cancelled" },
      order: {
        status: "open",
        methods: [{ available: true }, { available: true }],
      },
    });
    relay.provider.onQuery = () => paid;
    await pass(relay, 10);
    expect((await relay.read(order)).status).toBe("paid");
  });

  it("says paid when the money was faster than the cancel", async () => {
    const relay = await startTestRelay();
    const order = await relay.order();
    const attemptId = await relay.attempt(order);
    relay.provider.onQuery = () => paid;
    const answer = attemptAnswerSchema.parse(
      (await on(relay, order, attemptId, "cancel")).body,
    );
    expect(answer).toMatchObject({
      attempt: { status: "succeeded" },
      order: { status: "paid" },
    });
  });

  it("does not take the answer of a query that began before the cancel", async () => {
    const relay = await startTestRelay({ asleep: true });
    const order = await relay.order();
    const attemptId = await relay.attempt(order);
    const slow = Promise.withResolvers<QueryAnswer>();
    relay.provider.onQuery = () => slow.promise;
    const check = on(relay, order, attemptId, "check");
    await until("the slow query", () => relay.provider.queries.length === 1);
    relay.clock.advance(1);
    relay.provider.onQuery = () => paid;
    const cancel = on(relay, order, attemptId, "cancel");
    slow.resolve(pending);
    expect((await check).status).toBe(200);
    expect(attemptAnswerSchema.parse((await cancel).body).attempt.status).toBe(
      "succeeded",
    );
  });

  it("knows no attempt of another order", async () => {
    const relay = await startTestRelay({ asleep: true });
    const [mine, yours] = [await relay.order(), await relay.order()];
    const attemptId = await relay.attempt(yours);
    expect(code(await on(relay, mine, attemptId, "check"))).toEqual([
      404,
      "not_found",
    ]);
    expect(code(await on(relay, mine, attemptId, "cancel"))).toEqual([
      404,
      "not_found",
    ]);
    expect(relay.provider.queries).toEqual([]);
  });
});

describe("the browser's way back", () => {
  it("leads to the shop with the order's id, by GET and by POST, believing nothing", async () => {
    const relay = await startTestRelay();
    const order = await relay.order();
    const attemptId = await relay.attempt(order, "card");
    for (const method of ["GET", "POST"]) {
      const answer = await relay.request(`/return/${attemptId}`, {
        method,
        ...(method === "POST"
          ? { body: new URLSearchParams({ Status: "4", ResultCode: "000" }) }
          : {}),
      });
      expect([answer.status, answer.headers.get("location")]).toEqual([
        303,
        `https://shop.example/?malipo_order=${order.id}`,
      ]);
    }
    await until("a query", () => relay.provider.queries.length > 0);
    expect((await relay.read(order)).attempt?.status).toBe("awaiting_payer");
  });

  it("gives the attempt up by the cancel address, when the provider agrees", async () => {
    const relay = await startTestRelay();
    const order = await relay.order();
    const attemptId = await relay.attempt(order, "card");
    expect(
      (await relay.request(`/cancel/${attemptId}`, { method: "POST" })).status,
    ).toBe(303);
    await until(
      "the attempt is cancelled",
      async () => (await relay.read(order)).attempt?.status === "cancelled",
    );
  });

  it("knows nothing of other ids", async () => {
    const relay = await startTestRelay({ asleep: true });
    expect(
      code(await relay.request("/return/00000000-0000-4000-8000-000000000000")),
    ).toEqual([404, "not_found"]);
  });
});
