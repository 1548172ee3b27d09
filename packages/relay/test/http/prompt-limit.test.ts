import { describe, expect, it } from "vitest";
import { DEFAULT_RATE_LIMITS } from "../../src/http/kit/rate-limit.ts";
import { onAttempt, paid, refusal, startAttempt } from "../support/attempts.ts";
import { borrowedPostgres } from "../support/postgres/databases.ts";
import { newKey, problemCode, startTestRelay } from "../support/test-relay.ts";
import type { OpenedOrder, TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

/** The relays of one PostgreSQL database count there. */
const STORES = ["SQLite", "PostgreSQL"] as const;

const startRelayOn = async (store: (typeof STORES)[number]) =>
  startTestRelay({
    asleep: true,
    rateLimits: { prompts: DEFAULT_RATE_LIMITS.prompts },
    ...(store === "PostgreSQL" && {
      databaseUrl: (await borrowedPostgres()).url,
    }),
  });

const ring = (
  relay: TestRelay,
  order: OpenedOrder,
  phone = "0712 345 678",
  key = newKey(),
) => startAttempt(relay, order, { method: "mpesa", phone }, key);

/** Six orders whose prompt rang the same phone. */
async function ringSixTimes(relay: TestRelay): Promise<OpenedOrder[]> {
  const orders: OpenedOrder[] = [];
  for (let number = 0; number < 6; number += 1) {
    const order = await relay.order();
    expect((await ring(relay, order)).status).toBe(201);
    orders.push(order);
  }
  return orders;
}

describe.each(STORES)("prompts that nobody pays, on %s", (store) => {
  const startRelay = () => startRelayOn(store);

  it("ring a phone six times, however it is spelled, and no other phone less", async () => {
    const relay = await startRelay();
    await ringSixTimes(relay);
    const order = await relay.order();
    for (const phone of ["+254712345678", "254 712 345678"]) {
      const answer = await ring(relay, order, phone);
      expect(refusal(answer)).toBe("429 too_many_requests");
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    }
    expect((await ring(relay, order, "0722 000 000")).status).toBe(201);
  });

  it("count once for each that rang: neither repetitions nor refusals", async () => {
    const relay = await startRelay();
    const order = await relay.order();
    const key = newKey();
    for (let time = 0; time < 8; time += 1) {
      expect((await ring(relay, order, undefined, key)).status).toBe(201);
      expect(problemCode(await ring(relay, order))).toBe("attempt_alive");
    }
    for (let number = 0; number < 5; number += 1)
      expect((await ring(relay, await relay.order())).status).toBe(201);
    expect((await ring(relay, await relay.order())).status).toBe(429);
  });

  it("ring no more often where each request is sent three times at once", async () => {
    const relay = await startRelay();
    for (let number = 0; number < 9; number += 1) {
      const order = await relay.order();
      const key = newKey();
      const send = () => ring(relay, order, undefined, key);
      await Promise.all([send(), send(), send()]);
    }
    expect(relay.provider.submits).toHaveLength(6);
  });

  it("are forgotten once one was paid", async () => {
    const relay = await startRelay();
    const [order] = await ringSixTimes(relay);
    if (order === undefined) throw new Error("no order");
    const attempt = (await relay.read(order)).attempt?.id ?? "";
    relay.provider.onQuery = () => paid;
    const checked = await onAttempt(relay, order, attempt, "check");
    expect(checked.status).toBe(200);
    const next = await relay.order();
    await until(
      "the phone may ring again",
      async () => (await ring(relay, next)).status === 201,
    );
  });
});
