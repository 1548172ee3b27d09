/** Two relays with connections, memories and schedulers of their own over one PostgreSQL database. */
import { describe, expect, it, onTestFinished } from "vitest";
import { DEFAULT_RATE_LIMITS } from "../../src/http/kit/rate-limit.ts";
import {
  PHONE,
  callBack,
  paid,
  refusal,
  startAttempt,
} from "../support/attempts.ts";
import {
  makePostgresDatabase,
  postgresOfTest,
} from "../support/postgres/databases.ts";
import type { PostgresDatabase } from "../support/postgres/databases.ts";
import { startPostgres } from "../support/postgres/server.ts";
import { newKey, startTestRelay } from "../support/test-relay.ts";
import type { OpenedOrder, TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";
import { watch } from "../support/watch.ts";

const PULSES =
  "pg_stat_activity where datname = current_database() and application_name = 'malipo pulses'";

const listening = (database: PostgresDatabase): Promise<boolean> =>
  until(
    "both relays listen",
    async () =>
      (
        await database.query(
          `select pid from ${PULSES} and query like 'listen%' and state = 'idle'`,
        )
      ).length === 2,
  );

/** `shop` begins everything and does nothing that is due; `other` has the callbacks. */
async function startTwo(database: PostgresDatabase) {
  const rateLimits = { prompts: DEFAULT_RATE_LIMITS.prompts };
  const options = { databaseUrl: database.url, rateLimits };
  const shop = await startTestRelay({ ...options, asleep: true });
  const other = await startTestRelay(options);
  other.provider.onQuery = () => paid;
  await listening(database);
  return { shop, other };
}

const ring = (relay: TestRelay, order: OpenedOrder, key = newKey()) =>
  startAttempt(relay, order, { method: "mpesa", phone: PHONE }, key);

describe("relays that share a PostgreSQL database", () => {
  it("show on the streams of one what the other learned", async () => {
    const { shop, other } = await startTwo(await postgresOfTest());
    const order = await shop.order();
    const page = await watch(shop, order);
    const attemptId = await shop.attempt(order);
    await until("the prompt", () => page.orders.at(-1)?.status === "pending");
    await callBack(other, attemptId);
    await page.ended;
    expect(page.orders.at(-1)).toMatchObject({
      status: "paid",
      outcome: { receipt: paid.receipt },
    });
  });

  it("show it soon also where the pulse was lost, and listen again", async () => {
    const database = await postgresOfTest();
    const { shop, other } = await startTwo(database);
    const order = await shop.order();
    const page = await watch(shop, order);
    const attemptId = await shop.attempt(order);
    await database.query(`select pg_terminate_backend(pid) from ${PULSES}`);
    await callBack(other, attemptId);
    await until("the payment", () => page.orders.at(-1)?.status === "paid");
    await listening(database);
  });

  it("catch up when the server was killed and is back", async () => {
    const server = await startPostgres();
    onTestFinished(() => server.stop());
    const database = await makePostgresDatabase(server.url);
    const { shop, other } = await startTwo(database);
    const order = await shop.order();
    const page = await watch(shop, order);
    const attemptId = await shop.attempt(order);
    await server.kill();
    await server.start();
    await callBack(other, attemptId);
    await page.ended;
    expect(page.orders.at(-1)?.status).toBe("paid");
  });

  it("count the prompts of a phone together, and a repetition at neither", async () => {
    const { shop, other } = await startTwo(await postgresOfTest());
    const key = newKey();
    const first = await shop.order();
    for (let time = 0; time < 2; time += 1)
      expect((await ring(shop, first, key)).status).toBe(201);
    for (let number = 0; number < 5; number += 1) {
      const relay = number % 2 === 0 ? other : shop;
      expect((await ring(relay, await relay.order())).status).toBe(201);
    }
    for (const relay of [shop, other])
      expect(refusal(await ring(relay, await relay.order()))).toBe(
        "429 too_many_requests",
      );
    expect((await ring(shop, first, key)).status).toBe(201);
  });

  it("count anew after a payment that the other one learned of", async () => {
    const { shop, other } = await startTwo(await postgresOfTest());
    let attemptId = "";
    for (let number = 0; number < 6; number += 1)
      attemptId = await shop.attempt(await shop.order());
    expect((await ring(other, await other.order())).status).toBe(429);
    await callBack(other, attemptId);
    await until(
      "the phone may ring again",
      async () => (await ring(other, await other.order())).status === 201,
    );
  });
});
