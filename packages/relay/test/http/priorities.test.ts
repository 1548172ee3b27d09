import { describe, expect, it } from "vitest";
import { nextQueryTime } from "../../src/domain/schedule.ts";
import { TASK_PRIORITY } from "../../src/domain/task.ts";
import type { QueryResult } from "../../src/ports/provider.ts";
import {
  callBack,
  onAttempt,
  paid,
  pass,
  pending,
  startPaying,
} from "../support/attempts.ts";
import { createGate } from "../support/gate.ts";
import { postAsMerchant } from "../support/merchant.ts";
import { restart } from "../support/restart.ts";
import { startTestRelay } from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

const BACKLOG = 60;
const DAY_SECONDS = 86_400;

/** Open attempts of strangers, all due, at a provider that does not answer about them. */
async function startBehindBacklog(): Promise<TestRelay> {
  const relay = await startTestRelay({ asleep: true });
  await relay.store.transaction(async (tx) => {
    for (let n = 0; n < BACKLOG; n += 1)
      await tx.putTask({
        kind: "query_attempt",
        subject: `stranger-${n}`,
        dueAt: relay.clock.now() - 60_000,
      });
  });
  return relay;
}

const nextQueryAt = (relay: TestRelay) =>
  relay.store.nextTaskAt("query_attempt", relay.clock.now());

describe("what is asked about first", () => {
  it("is what a proven callback is about, however many others are due and however long they take", async () => {
    const relay = await startTestRelay();
    const gate = createGate<QueryResult>();
    const strangers = await Promise.all(
      Array.from({ length: 20 }, async () =>
        relay.attempt(await relay.order()),
      ),
    );
    const asked: string[] = [];
    relay.provider.onQuery = ({ id }) => {
      asked.push(id);
      return strangers.includes(id) ? gate.opened : paid;
    };
    relay.clock.advance(600);
    relay.relay.scheduler.poll();
    await until("the strangers have their places", () => asked.length >= 14);
    const mine = await relay.attempt(await relay.order());
    expect((await callBack(relay, mine)).status).toBe(200);
    await until("the callback's attempt", () => asked.includes(mine));
    expect(asked.filter((id) => strangers.includes(id))).toHaveLength(14);
    gate.open(pending);
  });
});

describe("queries that shoppers ask for", () => {
  it.each(["check", "cancel"] as const)(
    "are so many at once, and hold up neither what a proven callback is about nor the merchant: %s",
    async (what) => {
      const relay = await startTestRelay();
      const strangers = await Promise.all(
        Array.from({ length: 40 }, async () => {
          const order = await relay.order();
          return { order, id: await relay.attempt(order, "card") };
        }),
      );
      const gate = createGate<QueryResult>();
      const asked: string[] = [];
      relay.provider.onQuery = ({ id }) => {
        asked.push(id);
        return strangers.some((each) => each.id === id) ? gate.opened : paid;
      };
      let answered = 0;
      const calls = strangers.map(async ({ order, id }) => {
        const { status } = await onAttempt(relay, order, id, what);
        answered += 1;
        return status;
      });
      // Eight are asked at once, and the rest are left to the scheduler, which has fourteen places for them.
      await until("the rest are answered", () => answered === 32);
      relay.clock.advance(1);
      relay.relay.scheduler.poll();
      await until("the strangers' queries", () => asked.length === 22);
      const mine = await relay.attempt(await relay.order());
      expect((await callBack(relay, mine)).status).toBe(200);
      await until("the callback's attempt", () => asked.includes(mine));
      const theirs = await relay.order();
      await relay.attempt(theirs, "card");
      await postAsMerchant(relay, `orders/${theirs.id}/check`);
      expect(asked).toHaveLength(24);
      gate.open(pending);
      expect(new Set(await Promise.all(calls))).toEqual(new Set([200]));
      await until("all strangers are asked about", () =>
        strangers.every(({ id }) => asked.includes(id)),
      );
    },
  );
});

describe("a proven callback", () => {
  it.each([
    ["a scheduled query", 0],
    ["one that has just ended", 1],
  ])("asks at once after %s", async (_what, afterMs) => {
    const { relay, attemptId } = await startPaying();
    await pass(relay, 7);
    expect(relay.provider.queries).toHaveLength(1);
    relay.clock.advance(afterMs / 1000);
    await callBack(relay, attemptId);
    await until("its query", () => relay.provider.queries.length === 2);
  });

  it("that comes during a scheduled query leads to another right after it", async () => {
    const { relay, attemptId } = await startPaying();
    const gate = createGate<typeof pending>();
    relay.provider.onQuery = () => gate.opened;
    relay.clock.advance(7);
    relay.relay.scheduler.poll();
    await until("the first query", () => relay.provider.queries.length === 1);
    expect((await callBack(relay, attemptId)).status).toBe(200);
    expect(relay.provider.queries).toHaveLength(1);
    gate.open(pending);
    await until("its query", () => relay.provider.queries.length === 2);
  });
});

describe("a restart", () => {
  it("keeps the queries of open attempts apart, and shortens their waits", async () => {
    const { relay, attemptId } = await startPaying();
    await pass(relay, 7_200);
    const before = relay.provider.queries.length;
    const waitMs = ((await nextQueryAt(relay)) ?? 0) - relay.clock.now();
    await restart(relay);
    const left = await until("its wait is shortened", async () => {
      const ms = ((await nextQueryAt(relay)) ?? 0) - relay.clock.now();
      return ms < waitMs ? ms : undefined;
    });
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(waitMs / 10);
    expect(relay.provider.queries).toHaveLength(before);
    expect(relay.provider.queries).toContain(attemptId);
  });

  it("leaves a fresh prompt before old attempts", async () => {
    const relay = await startBehindBacklog();
    const attemptId = await relay.attempt(await relay.order());
    relay.clock.advance(10);
    const [first] = await relay.store.leaseTasks(
      "query_attempt",
      relay.clock.now(),
      1,
      1,
    );
    expect(first).toMatchObject({
      subject: attemptId,
      priority: TASK_PRIORITY.shopper,
    });
  });
});

describe("a clock that was a day ahead for a moment", () => {
  it("does not put off the next query by a day", async () => {
    const relay = await startTestRelay();
    await relay.attempt(await relay.order());
    await pass(relay, 600);
    await pass(relay, DAY_SECONDS);
    relay.clock.advance(-DAY_SECONDS);
    relay.relay.scheduler.poll();
    await until("the due time is brought back", async () => {
      const next = await nextQueryAt(relay);
      return next !== null && next - relay.clock.now() < 3_600_000 * 1.4;
    });
  });

  it("does not stop the queries of an attempt that began meanwhile", () => {
    const [now, hour] = [1_800_000_000_000, 3_600_000];
    const next = nextQueryTime(now + 24 * hour, now, 0.5) ?? Infinity;
    expect(next).toBeGreaterThan(now);
    expect(next).toBeLessThan(now + 60_000);
  });
});
