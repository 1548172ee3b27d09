import { attemptAnswerSchema } from "@malipo/protocol";
import { describe, expect, it, onTestFinished } from "vitest";
import { assembleRelay } from "../../src/assemble.ts";
import type { QueryAnswer } from "../../src/ports/provider.ts";
import { createGate, onAttempt, paid, pending } from "../support/attempts.ts";
import { listen } from "../support/http-server.ts";
import { forgetful } from "../support/restart.ts";
import { startTestRelay } from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

/** A second relay over the same store, with a memory of its own. */
async function startBeside(relay: TestRelay): Promise<string> {
  const other = assembleRelay(forgetful(relay), {
    isMerchantKey: null,
    trustProxy: false,
    version: "0.0.0-test",
    widgetFiles: { handle: () => false },
    callsEndWithinMs: 50,
  });
  onTestFinished(() => other.stop());
  return listen(other.handler);
}

describe("two relays over one database", () => {
  it("ask about an attempt one after the other, and the later one has its own answer", async () => {
    const relay = await startTestRelay({ asleep: true });
    const other = await startBeside(relay);
    const order = await relay.order();
    const attemptId = await relay.attempt(order);
    const slow = createGate<QueryAnswer>();
    const asking = { now: 0, most: 0 };
    relay.provider.onQuery = async () => {
      asking.now += 1;
      asking.most = Math.max(asking.most, asking.now);
      const isFirst = relay.provider.queries.length === 1;
      const answer = isFirst ? await slow.opened : paid;
      asking.now -= 1;
      return answer;
    };
    const check = onAttempt(relay, order, attemptId, "check");
    await until("the first query", () => relay.provider.queries.length === 1);
    const cancel = fetch(
      `${other}/v1/orders/${order.id}/attempts/${attemptId}/cancel`,
      {
        method: "POST",
        body: "{}",
        headers: { ...order.auth, "Content-Type": "application/json" },
      },
    );
    await until("the other one's wish is stored", async () => {
      const stored = await relay.store.getOrder(order.id);
      return stored?.attempts[0]?.facts.cancelSeq != null;
    });
    slow.open(pending);
    expect((await check).status).toBe(200);
    const { attempt } = attemptAnswerSchema.parse(await (await cancel).json());
    expect(attempt.status).toBe("succeeded");
    expect(asking.most).toBe(1);
    expect(relay.provider.queries).toHaveLength(2);
  });
});
