import { attemptResponseSchema } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import type { QueryResult } from "../../src/ports/provider.ts";
import {
  askAbout,
  declined,
  onAttempt,
  paid,
  pass,
  pending,
  refusal,
  startAttempt,
  startCard,
  startPaying,
} from "../support/attempts.ts";
import { createGate } from "../support/gate.ts";
import { startTestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

describe("check and cancel", () => {
  it("queries the provider now, but not twice within seconds", async () => {
    const { relay, order, attemptId } = await startPaying({ asleep: true });
    expect((await onAttempt(relay, order, attemptId, "check")).status).toBe(
      200,
    );
    const again = await onAttempt(relay, order, attemptId, "check");
    expect(refusal(again)).toBe("429 check_too_soon");
    expect(again.headers.get("retry-after")).toBe("3");
    relay.clock.advance(3);
    relay.provider.onQuery = () => paid;
    const answer = await onAttempt(relay, order, attemptId, "check");
    expect(attemptResponseSchema.parse(answer.body)).toMatchObject({
      attempt: { status: "succeeded" },
      order: { status: "paid" },
    });
    expect((await onAttempt(relay, order, attemptId, "check")).status).toBe(
      200,
    );
    expect(relay.provider.queries).toHaveLength(2);
  });

  it("query so often from one address, over all orders", async () => {
    const relay = await startTestRelay({
      asleep: true,
      rateLimits: { checksByAddress: { requests: 2, seconds: 60 } },
    });
    const call = async (what: "check" | "cancel") => {
      const order = await relay.order();
      return onAttempt(relay, order, await relay.attempt(order), what);
    };
    expect((await call("check")).status).toBe(200);
    expect((await call("cancel")).status).toBe(200);
    expect(refusal(await call("check"))).toBe("429 too_many_requests");
    expect(refusal(await call("cancel"))).toBe("429 too_many_requests");
    expect(relay.provider.queries).toHaveLength(2);
  });

  it("never believes a payment of another amount", async () => {
    const { relay, order, attemptId } = await startCard({ asleep: true });
    relay.provider.onQuery = () => ({
      kind: "succeeded",
      amount: { value: 100, currency: "KES" },
      receipt: "R1",
    });
    const answer = await askAbout(relay, order, attemptId, "check");
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
    expect(refusal(await startAttempt(relay, order, { method: "card" }))).toBe(
      "409 order_under_review",
    );
  });

  it("cancels only when the provider, asked after that, says not paid", async () => {
    const { relay, order, attemptId } = await startPaying();
    relay.provider.onQuery = () => ({ kind: "unavailable", detail: "down" });
    const unheard = await askAbout(relay, order, attemptId, "cancel");
    expect(unheard.attempt.status).toBe("awaiting_payer");
    relay.clock.advance(3);
    relay.provider.onQuery = () => pending;
    const heard = await askAbout(relay, order, attemptId, "cancel");
    expect(heard).toMatchObject({
      attempt: { status: "cancelled" },
      order: {
        status: "open",
        methods: [{ available: true }, { reason: "attempt_alive" }],
      },
    });
    relay.provider.onQuery = () => paid;
    await pass(relay, 10);
    expect((await relay.read(order)).status).toBe("paid");
  });

  it("does not take an answer from before the cancel for one from after it, however the clock jumps", async () => {
    const { relay, order, attemptId } = await startPaying({ asleep: true });
    relay.provider.onQuery = () => pending;
    relay.clock.advance(590);
    await onAttempt(relay, order, attemptId, "check");
    relay.clock.advance(-590);
    relay.provider.onQuery = () => ({ kind: "unavailable", detail: "500" });
    const cancel = async () =>
      (await askAbout(relay, order, attemptId, "cancel")).attempt.status;
    expect(await cancel()).not.toBe("cancelled");
    relay.provider.onQuery = () => pending;
    relay.clock.advance(5);
    expect(await cancel()).toBe("cancelled");
  });

  it("does not take the answer of a query that began before the cancel", async () => {
    const { relay, order, attemptId } = await startPaying({ asleep: true });
    const slow = createGate<QueryResult>();
    relay.provider.onQuery = () => slow.opened;
    const check = onAttempt(relay, order, attemptId, "check");
    await until("the slow query", () => relay.provider.queries.length === 1);
    relay.clock.advance(1);
    relay.provider.onQuery = () => paid;
    const cancel = onAttempt(relay, order, attemptId, "cancel");
    slow.open(pending);
    expect((await check).status).toBe(200);
    expect(
      attemptResponseSchema.parse((await cancel).body).attempt.status,
    ).toBe("succeeded");
  });

  it("queries once for two concurrent cancels if the first result settles the attempt", async () => {
    const { relay, order, attemptId } = await startPaying({ asleep: true });
    const answer = createGate();
    let queries = 0;
    relay.provider.onQuery = async () => {
      queries += 1;
      await answer.opened;
      return declined("cancelled");
    };
    const first = onAttempt(relay, order, attemptId, "cancel");
    await until("the query", () => queries === 1);
    relay.clock.advance(5);
    const second = onAttempt(relay, order, attemptId, "cancel");
    await until("both cancels", async () => {
      const history = await relay.store.listObservations(order.id);
      const seen = history.filter(({ source }) => source === "shopper");
      return seen.length === 2;
    });
    answer.open();
    for (const { status, body } of await Promise.all([first, second])) {
      expect(status).toBe(200);
      expect(attemptResponseSchema.parse(body).attempt.status).toBe(
        "cancelled",
      );
    }
    expect(queries).toBe(1);
  });
});

describe("the browser's way back", () => {
  it("gives the attempt up by the cancel address, when the provider agrees", async () => {
    const { relay, order, attemptId } = await startCard();
    expect(
      (await relay.request(`/cancel/${attemptId}`, { method: "POST" })).status,
    ).toBe(303);
    await until(
      "the attempt is cancelled",
      async () => (await relay.read(order)).attempt?.status === "cancelled",
    );
  });
});
