import pg from "pg";
import { describe, expect, it, onTestFinished } from "vitest";
import { SWEEP_EVERY_MS } from "../../../src/adapters/sql-store/postgres-counters.ts";
import { systemTimers } from "../../../src/adapters/system/system-timers.ts";
import {
  DEFAULT_RATE_LIMITS,
  createRateLimits,
} from "../../../src/http/kit/rate-limit.ts";
import type {
  RateLimitKind,
  RateLimits,
} from "../../../src/http/kit/rate-limit.ts";
import type { Timers } from "../../../src/ports/timers.ts";
import { HandTimers } from "../../support/hand-timers.ts";
import { postgresOfTest } from "../../support/postgres/databases.ts";
import type { PostgresDatabase } from "../../support/postgres/databases.ts";
import { until } from "../../support/until.ts";
import { openForTest } from "./postgres-databases.ts";

const KINDS = Object.keys(DEFAULT_RATE_LIMITS) as RateLimitKind[];
const three = Object.fromEntries(
  KINDS.map((kind) => [kind, { requests: 3, seconds: 60 }]),
);

async function startRelay(
  { url }: PostgresDatabase,
  timers: Timers = systemTimers,
) {
  const store = await openForTest(url);
  const told: string[] = [];
  const note = (_fields: unknown, message: string): void =>
    void told.push(message);
  const counters = store.openCounters({
    timers,
    log: { info: note, warn: note, error: note },
    digest: (text) => `digest of ${String(text.length)} characters`,
  });
  if (counters === null) throw new Error("nothing is shared");
  onTestFinished(() => counters.close());
  return { limits: createRateLimits(counters, three), told };
}

const isTaken = async (
  limits: RateLimits,
  kind: RateLimitKind,
  key = "1.1.1.1",
): Promise<boolean> => (await limits.take(kind, key)).ok;

async function takeMany(
  limits: readonly RateLimits[],
  kind: RateLimitKind,
  count: number,
): Promise<readonly boolean[]> {
  const taken: boolean[] = [];
  for (let number = 0; number < count; number += 1) {
    const relay = limits[number % limits.length];
    if (relay !== undefined) taken.push(await isTaken(relay, kind));
  }
  return taken;
}

describe("limits that are counted in PostgreSQL", () => {
  it("are one limit for all relays, of every kind by itself", async () => {
    const database = await postgresOfTest();
    const a = await startRelay(database);
    const b = await startRelay(database);
    for (const kind of KINDS)
      expect([kind, await takeMany([a.limits, b.limits], kind, 5)]).toEqual([
        kind,
        [true, true, true, false, false],
      ]);
    expect(await a.limits.take("orders", "1.1.1.1")).toMatchObject({
      code: "too_many_requests",
      retryAfterSeconds: expect.toSatisfy(
        (seconds: number) => seconds > 50 && seconds <= 60,
      ) as number,
    });
    expect([a.told, b.told]).toEqual([[], []]);
  });

  it("count what comes at once at both, and no request twice", async () => {
    const database = await postgresOfTest();
    const a = await startRelay(database);
    const b = await startRelay(database);
    const taken = await Promise.all(
      Array.from({ length: 20 }, (_, number) =>
        isTaken((number % 2 === 0 ? a : b).limits, "orders"),
      ),
    );
    expect(taken.filter((isOk) => isOk)).toHaveLength(3);
  });

  it("take back and forget what another relay counted", async () => {
    const database = await postgresOfTest();
    const a = await startRelay(database);
    const b = await startRelay(database);
    await takeMany([a.limits], "prompts", 3);
    await b.limits.giveBack("prompts", "1.1.1.1");
    expect(await takeMany([a.limits, b.limits], "prompts", 2)).toEqual([
      true,
      false,
    ]);
    await b.limits.reset("prompts", "1.1.1.1");
    expect(await takeMany([a.limits, b.limits], "prompts", 4)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it("store nobody's address or phone", async () => {
    const database = await postgresOfTest();
    const { limits } = await startRelay(database);
    await limits.take("prompts", "254712345678");
    const rows = await database.query("select key, points from rate_limits");
    expect(rows).toEqual([
      { key: "prompts:digest of 12 characters", points: 1 },
    ]);
  });

  it("are removed when they are over, however many", async () => {
    const database = await postgresOfTest();
    const timers = new HandTimers();
    const { limits, told } = await startRelay(database, timers);
    await limits.take("prompts", "254712345678");
    await database.query(
      "insert into rate_limits select 'orders:' || n, 1, 0 from generate_series(1, 12000) n",
    );
    timers.run(SWEEP_EVERY_MS);
    await until("they are gone", async () => {
      const rows = await database.query("select key from rate_limits limit 2");
      return rows.length === 1;
    });
    expect(await database.query("select key from rate_limits")).toEqual([
      { key: "prompts:digest of 12 characters" },
    ]);
    expect(told).toEqual([]);
    expect([...timers.waiting].map(({ ms }) => ms)).toContain(SWEEP_EVERY_MS);
  });

  it("are counted by each relay alone while the database refuses, and together again after it", async () => {
    const database = await postgresOfTest();
    const a = await startRelay(database);
    await takeMany([a.limits], "checks", 3);
    await database.query("alter table rate_limits rename to away");
    expect(await takeMany([a.limits], "prompts", 4)).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(a.told).toHaveLength(1);
    await database.query("alter table away rename to rate_limits");
    await until("it counts in the database again", async () => {
      await a.limits.take("reads", "2.2.2.2");
      return a.told.length === 2;
    });
    expect(await isTaken(a.limits, "checks")).toBe(false);
  });

  it("let nobody wait for a database that does not answer", async () => {
    const database = await postgresOfTest();
    const { limits, told } = await startRelay(database);
    await limits.take("prompts", "1.1.1.1");
    const holder = new pg.Client({ connectionString: database.url });
    await holder.connect();
    onTestFinished(() => holder.end());
    // For as long as the connection is open: whoever waited for it would be cut off with the test.
    await holder.query("begin; lock table rate_limits");
    expect(await takeMany([limits], "prompts", 4)).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(told).toHaveLength(1);
  });
});
