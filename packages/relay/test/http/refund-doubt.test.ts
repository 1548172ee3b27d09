import { describe, expect, it } from "vitest";
import { onAttempt, problem } from "../support/attempts.ts";
import { refund } from "../support/merchant.ts";
import { ScriptedPayouts } from "../support/stand-in-services.ts";
import { startTestRelay } from "../support/test-relay.ts";
import { callBack } from "../support/webhooks.ts";

describe("a refund of a payment in doubt", () => {
  it("sends nothing back by itself where nobody knows how much was paid", async () => {
    const payouts = new ScriptedPayouts();
    const relay = await startTestRelay({ asleep: true, services: { payouts } });
    const order = await relay.order();
    const attemptId = await relay.attempt(order);
    await callBack(relay, attemptId, '{"amount":100000}');
    relay.provider.onQuery = () => ({
      kind: "succeeded",
      amount: null,
      receipt: "SKL7X2Q9WD",
    });
    await onAttempt(relay, order, attemptId, "check");
    expect(await relay.read(order)).toMatchObject({
      status: "paid",
      flags: { review: true },
    });
    expect(problem(await refund(relay, order))).toEqual([
      409,
      "refund_not_possible",
    ]);
    expect(payouts.sent).toEqual([]);
  });
});
