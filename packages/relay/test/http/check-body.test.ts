import { describe, expect, it } from "vitest";
import { problemCode, startTestRelay } from "../support/test-relay.ts";

describe.each(["check", "cancel"])("the body of %s", (call) => {
  it.each([
    ["an unknown field", '{"reason":"bored"}'],
    ["a list", "[]"],
    ["null", "null"],
    ["a text", '"x"'],
  ])("may not be %s", async (_what, body) => {
    const relay = await startTestRelay({ asleep: true });
    const order = await relay.order();
    const attemptId = await relay.attempt(order);
    const answer = await relay.request(
      `/v1/orders/${order.id}/attempts/${attemptId}/${call}`,
      {
        method: "POST",
        headers: { ...order.auth, "Content-Type": "application/json" },
        body,
      },
    );
    expect([answer.status, problemCode(answer)]).toEqual([
      400,
      "invalid_request",
    ]);
    expect(relay.provider.queries).toEqual([]);
  });

  it.each([
    ["absent", undefined],
    ["empty", "{}"],
  ])("may be %s", async (_what, body) => {
    const relay = await startTestRelay({ asleep: true });
    const order = await relay.order();
    const attemptId = await relay.attempt(order);
    const answer = await relay.request(
      `/v1/orders/${order.id}/attempts/${attemptId}/${call}`,
      {
        method: "POST",
        headers: {
          ...order.auth,
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        },
        ...(body === undefined ? {} : { body }),
      },
    );
    expect(answer.status).toBe(200);
  });
});
