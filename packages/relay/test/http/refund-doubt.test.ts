import { describe, expect, it } from "vitest";
import {
  callBack,
  onAttempt,
  paid,
  refusal,
  startPaying,
} from "../support/attempts.ts";
import { paidOrder, refund, refundIn } from "../support/merchant.ts";
import { ScriptedPayouts, kes } from "../support/stand-in-services.ts";
import { newKey, startTestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

describe("a refund that is repeated days later", () => {
  it("is answered as the first time and not sent again, also by a relay that started anew", async () => {
    const payouts = new ScriptedPayouts();
    const relay = await startTestRelay({ asleep: true, services: { payouts } });
    const order = await paidOrder(relay);
    const key = newKey();
    const part = { amount: kes(100_000) };
    const first = refundIn(await refund(relay, order, part, key));
    const other = { scope: "orders", key: "another" };
    const more = { fingerprint: "f", subject: "s", answer: null };
    const createdAt = relay.clock.now();
    await relay.store.transaction((tx) =>
      tx.putIdempotency({ ...other, ...more, createdAt }),
    );
    relay.clock.advance(14 * 24 * 3600);
    relay.relay.start();
    await until("old requests are forgotten", async () => {
      relay.clock.advance(3600);
      relay.relay.scheduler.poll();
      const known = await relay.store.transaction((tx) =>
        tx.getIdempotency(other.scope, other.key),
      );
      return known === undefined;
    });
    expect(refundIn(await refund(relay, order, part, key)).id).toBe(first.id);
    expect(payouts.sent).toHaveLength(1);
  });
});

describe("a refund of a payment in doubt", () => {
  it("refunds nothing automatically if the amount paid is unknown", async () => {
    const payouts = new ScriptedPayouts();
    const { relay, order, attemptId } = await startPaying({
      asleep: true,
      services: { payouts },
    });
    await callBack(relay, attemptId, '{"amount":100000}');
    relay.provider.onQuery = () => paid;
    await onAttempt(relay, order, attemptId, "check");
    expect(await relay.read(order)).toMatchObject({
      status: "paid",
      flags: { review: true },
    });
    expect(refusal(await refund(relay, order))).toBe("409 refund_not_possible");
    expect(payouts.sent).toEqual([]);
  });
});
