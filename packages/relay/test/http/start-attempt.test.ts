import { attemptResponseSchema } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import {
  PHONE,
  onAttempt,
  paid,
  pass,
  refusal,
  startAttempt,
  startOrder,
} from "../support/attempts.ts";
import { expecting } from "../support/expecting.ts";
import { createGate } from "../support/gate.ts";
import { newKey, startTestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

const PROMPT = { method: "mpesa", phone: PHONE };

describe("POST /v1/orders/:id/attempts", () => {
  it("sends a prompt to the phone and shows no more of the number than its owner knows", async () => {
    const { relay, order } = await startOrder();
    const answer = await startAttempt(relay, order, PROMPT);
    expect(answer.status).toBe(201);
    const { attempt, order: after } = attemptResponseSchema.parse(answer.body);
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
    const { relay, order } = await startOrder();
    const { attempt } = attemptResponseSchema.parse(
      (await startAttempt(relay, order, { method: "card" })).body,
    );
    expect(attempt.action).toEqual({
      type: "redirect",
      url: `https://pay.example/${attempt.id}`,
    });
  });

  it("reports that the same request is still running", async () => {
    const { relay, order } = await startOrder();
    const key = newKey();
    const answer = createGate();
    relay.provider.onSubmit = async () => {
      await answer.opened;
      return { kind: "accepted", action: null };
    };
    const first = startAttempt(relay, order, PROMPT, key);
    await until("the submit", () => relay.provider.submits.length === 1);
    const again = await startAttempt(relay, order, PROMPT, key);
    expect(refusal(again)).toBe("409 request_in_progress");
    expect(again.headers.get("retry-after")).toBe("1");
    answer.open();
    expect((await first).status).toBe(201);
  });

  it("answers a request whose process died with what became of it", async () => {
    const { relay, order } = await startOrder({ asleep: true });
    const key = newKey();
    relay.provider.onSubmit = () =>
      Promise.reject(new Error("the process died here"));
    expect((await startAttempt(relay, order, PROMPT, key)).status).toBe(500);
    expect((await startAttempt(relay, order, PROMPT, key)).status).toBe(409);
    relay.clock.advance(61);
    const again = await startAttempt(relay, order, PROMPT, key);
    expect(again.status).toBe(201);
    expect(attemptResponseSchema.parse(again.body).attempt.status).toBe(
      "submitting",
    );
    expect(relay.provider.submits).toHaveLength(1);
  });

  it("answers it as it now is as soon as that is known", async () => {
    const { relay, order } = await startOrder();
    const key = newKey();
    relay.provider.onSubmit = () =>
      Promise.reject(new Error("the process died here"));
    await startAttempt(relay, order, PROMPT, key);
    relay.provider.onQuery = () => paid;
    await pass(relay, 6);
    const again = await startAttempt(relay, order, PROMPT, key);
    expect(again.status).toBe(201);
    expect(attemptResponseSchema.parse(again.body)).toMatchObject({
      attempt: { status: "succeeded" },
      order: { status: "paid" },
    });
    expect(relay.provider.submits).toHaveLength(1);
  });

  it.each([
    ...expecting("400 invalid_request", {
      nothing: {},
      "an unknown method": { method: "cash" },
    }),
    ...expecting("422 method_unavailable", {
      "a method that is not offered": { method: "flexpay" },
    }),
    ...expecting("422 phone_required", {
      "M-Pesa without a phone": { method: "mpesa" },
    }),
    ...expecting("422 phone_not_allowed", {
      "a card with a phone": { method: "card", phone: PHONE },
    }),
    ...expecting("422 phone_invalid", {
      "a Tanzanian phone": { method: "mpesa", phone: "+255712345678" },
      "a phone that is none": { method: "mpesa", phone: "hello" },
    }),
  ])("refuses %s", async (_what, body, expected) => {
    const { relay, order } = await startOrder({ asleep: true });
    expect(refusal(await startAttempt(relay, order, body))).toBe(expected);
    expect(relay.provider.submits).toEqual([]);
  });

  it("refuses a second attempt while the first may still pay", async () => {
    const { relay, order } = await startOrder();
    await relay.attempt(order);
    expect(refusal(await startAttempt(relay, order, { method: "card" }))).toBe(
      "409 attempt_alive",
    );
    expect((await relay.read(order)).methods).toMatchObject([
      { id: "card", available: false, reason: "attempt_alive" },
      { id: "mpesa", available: false, reason: "attempt_alive" },
    ]);
  });

  it("refuses an attempt on an order that is paid or over", async () => {
    const relay = await startTestRelay({ settings: { orderTtlMs: 300_000 } });
    const [paidOrder, oldOrder] = [await relay.order(), await relay.order()];
    const attemptId = await relay.attempt(paidOrder);
    relay.provider.onQuery = () => paid;
    await onAttempt(relay, paidOrder, attemptId, "check");
    await pass(relay, 300);
    expect((await relay.read(oldOrder)).status).toBe("expired");
    for (const order of [paidOrder, oldOrder])
      expect(
        refusal(await startAttempt(relay, order, { method: "card" })),
      ).toBe("409 order_closed");
  });

  it("lets the next attempt begin when the provider certainly refused", async () => {
    const { relay, order } = await startOrder();
    relay.provider.onSubmit = () => ({
      kind: "refused",
      code: "provider_unavailable",
      detail: "down",
    });
    const { attempt, order: after } = attemptResponseSchema.parse(
      (await startAttempt(relay, order, PROMPT)).body,
    );
    expect(attempt).toMatchObject({
      status: "failed",
      failure: { code: "provider_unavailable", retryable: true },
    });
    expect(attempt.retryAt).toBe("2026-11-21T09:00:30.000Z");
    expect(after.status).toBe("open");
    expect((await startAttempt(relay, order, { method: "card" })).status).toBe(
      201,
    );
  });
});
