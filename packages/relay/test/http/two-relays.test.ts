import {
  attemptResponseSchema,
  createOrderResponseSchema,
  problemSchema,
} from "@malipo/protocol";
import type { AttemptResponse } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import type { Deps } from "../../src/use-cases/shared/deps.ts";
import type { QueryResult } from "../../src/ports/provider.ts";
import { callBack, onAttempt, paid, pending } from "../support/attempts.ts";
import { createGate } from "../support/gate.ts";
import { listen } from "../support/http-server.ts";
import { assembleOn, forgetful } from "../support/restart.ts";
import { SHOP, newKey, startTestRelay } from "../support/test-relay.ts";
import type { OpenedOrder, TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

/** A second relay over the same store, with a memory of its own. */
const startBeside = (
  relay: TestRelay,
  changes: Partial<Deps> = {},
): Promise<string> =>
  listen(assembleOn({ ...forgetful(relay), ...changes }).handler);

/** What the other relay answers about the attempt. */
async function askOther(
  url: string,
  { id, auth }: OpenedOrder,
  attemptId: string,
  what: "check" | "cancel",
): Promise<AttemptResponse> {
  const answer = await fetch(
    `${url}/v1/orders/${id}/attempts/${attemptId}/${what}`,
    { method: "POST", headers: auth },
  );
  return attemptResponseSchema.parse(await answer.json());
}

describe("two relays over one database", () => {
  it("ask about an attempt one after the other, and the later one has its own answer", async () => {
    const relay = await startTestRelay({ asleep: true });
    const other = await startBeside(relay);
    const order = await relay.order();
    const attemptId = await relay.attempt(order);
    const slow = createGate<QueryResult>();
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
    const cancel = askOther(other, order, attemptId, "cancel");
    await until("the other one's wish is stored", async () => {
      const stored = await relay.store.getOrder(order.id);
      return stored?.attempts[0]?.facts.cancelSeq != null;
    });
    slow.open(pending);
    expect((await check).status).toBe(200);
    const { attempt } = await cancel;
    expect(attempt.status).toBe("succeeded");
    expect(asking.most).toBe(1);
    expect(relay.provider.queries).toHaveLength(2);
  });

  it.each([
    [1, [201, "the same order"]],
    [2, [422, "idempotency_key_reused"]],
  ] as const)(
    "make one order of one key, though both had begun to price it: %i of it",
    async (quantity, expected) => {
      const relay = await startTestRelay({ asleep: true });
      const { catalog } = relay.deps;
      if (catalog === null) throw new Error("no catalog");
      const pricing = createGate();
      let begun = 0;
      const url = await startBeside(relay, {
        catalog: {
          async price(lines) {
            begun += 1;
            await pricing.opened;
            return catalog.price(lines);
          },
        },
      });
      const headers = { "Idempotency-Key": newKey(), Origin: SHOP };
      const body = (count: number) => ({
        lines: [{ sku: "SHRT-BLK-XL-9981", quantity: count }],
      });
      const slow = fetch(`${url}/v1/orders`, {
        method: "POST",
        body: JSON.stringify(body(quantity)),
        headers: { ...headers, "Content-Type": "application/json" },
      });
      await until("the other one prices it", () => begun === 1);
      const first = await relay.post("/v1/orders", body(1), headers);
      const made = createOrderResponseSchema.parse(first.body).order;
      pricing.open();
      const res = await slow;
      const answer: unknown = await res.json();
      const again = createOrderResponseSchema.safeParse(answer).data?.order.id;
      expect([
        res.status,
        again === made.id ? "the same order" : problemSchema.parse(answer).code,
      ]).toEqual(expected);
      const { items } = await relay.store.listOrders({}, { limit: 10 });
      expect(items.map(({ id }) => id)).toEqual([made.id]);
    },
  );

  it("ask once more where a callback came while one asked and the other waited", async () => {
    const relay = await startTestRelay({ asleep: true });
    const other = await startBeside(relay);
    const order = await relay.order();
    const attemptId = await relay.attempt(order);
    const slow = createGate<QueryResult>();
    relay.provider.onQuery = () =>
      relay.provider.queries.length === 1 ? slow.opened : paid;
    const first = onAttempt(relay, order, attemptId, "check");
    await until("the first query", () => relay.provider.queries.length === 1);
    const second = askOther(other, order, attemptId, "check");
    await callBack(relay, attemptId);
    slow.open({ kind: "refused", status: "failed", code: "declined" });
    expect((await first).status).toBe(200);
    const { attempt } = await second;
    expect(attempt.status).toBe("succeeded");
    expect(relay.provider.queries).toHaveLength(2);
  });
});
