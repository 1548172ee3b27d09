/** A disk under the database that is full or fails, as the provider, the shop and a page meet it. */
import path from "node:path";
import Sqlite from "better-sqlite3";
import { describe, expect, it, vi } from "vitest";
import { paid, startAttempt, PHONE } from "../support/attempts.ts";
import { postgresOfTest } from "../support/postgres/databases.ts";
import { temporaryFolder } from "../support/temporary.ts";
import {
  newKey,
  problemCode,
  SHOP,
  startTestRelay,
} from "../support/test-relay.ts";
import type { Answer, TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

interface Disk {
  readonly relay: TestRelay;
  readonly fail: () => Promise<void> | void;
  readonly heal: () => Promise<void> | void;
}

async function onSqlite(): Promise<[TestRelay, Sqlite.Database]> {
  const configure = vi.spyOn(Sqlite.prototype, "pragma");
  const file = path.join(temporaryFolder(), "relay.sqlite");
  const relay = await startTestRelay({ databaseUrl: `sqlite:${file}` });
  // Only the connection that writes is configured.
  const writer = configure.mock.contexts[0] as Sqlite.Database;
  configure.mockRestore();
  return [relay, writer];
}

/** SQLite's own limit, which it treats as it does a disk without room. */
async function sqliteFull(): Promise<Disk> {
  const [relay, writer] = await onSqlite();
  return {
    relay,
    fail: () => void writer.pragma("max_page_count = 1"),
    heal: () => void writer.pragma("max_page_count = 1000000"),
  };
}

/** What a commit does when its flush fails: nothing of it is kept, and SQLite rolls back by itself. */
async function sqliteFlushFails(): Promise<Disk> {
  const [relay, writer] = await onSqlite();
  const statements = Object.getPrototypeOf(
    writer.prepare("select 1"),
  ) as Sqlite.Statement;
  const run = Reflect.get(statements, "run");
  let fails = false;
  vi.spyOn(statements, "run").mockImplementation(function (
    this: Sqlite.Statement,
    ...given
  ) {
    if (!fails || this.source !== "commit")
      return Reflect.apply(run, this, given);
    writer.exec("rollback");
    throw new Sqlite.SqliteError("disk I/O error", "SQLITE_IOERR_FSYNC");
  });
  return {
    relay,
    fail() {
      fails = true;
    },
    heal() {
      fails = false;
    },
  };
}

/** At the commit, as late as it can come. 53100: disk_full, 58030: io_error. */
const postgresRaises = (sqlState: string) => async (): Promise<Disk> => {
  const { url, query } = await postgresOfTest();
  const relay = await startTestRelay({ databaseUrl: url });
  const tables = ["orders", "observations", "tasks"];
  return {
    relay,
    async fail() {
      await query(`create function refuse() returns trigger language plpgsql
        as $$ begin raise 'no' using errcode = '${sqlState}'; end $$`);
      for (const table of tables)
        await query(`create constraint trigger refuse
          after insert or update on ${table} deferrable initially deferred
          for each row execute function refuse()`);
    },
    async heal() {
      await query("drop function refuse cascade");
    },
  };
};

const callBack = (
  relay: TestRelay,
  attemptId: string,
  nonce: number,
): Promise<Answer> =>
  relay.post(
    `/callbacks/almara/${attemptId}?s=${relay.secrets.callbackMac(attemptId)}`,
    // As large as can be, so that it finds no room in a page that is there.
    { nonce, fill: "x".repeat(15_000) },
  );

const refusalOf = (answer: Answer): unknown => [
  answer.status,
  problemCode(answer),
  answer.headers.get("retry-after"),
];

const LATER = [503, "store_unavailable", "5"];

describe("a disk that takes nothing", () => {
  it.each([
    ["SQLite: full", sqliteFull],
    ["SQLite: a flush fails", sqliteFlushFails],
    ["PostgreSQL: full", postgresRaises("53100")],
    ["PostgreSQL: a file can't be written", postgresRaises("58030")],
  ])(
    "acknowledges nothing, and the relay goes on when it is well again (%s)",
    async (_what, start) => {
      const { relay, fail, heal } = await start();
      const order = await relay.order();
      const attemptId = await relay.attempt(order);
      expect((await callBack(relay, attemptId, 1)).status).toBe(200);
      await until("the query is over", async () => {
        const now = relay.clock.now();
        const next = await relay.store.nextTaskAt("query_attempt", now);
        return relay.provider.queries.length === 1 && next !== null;
      });

      await fail();
      relay.provider.onQuery = () => paid;
      relay.clock.advance(2);
      const key = newKey();
      const make = (): Promise<Answer> =>
        relay.post(
          "/v1/orders",
          { lines: Array.from({ length: 60 }, () => SHIRT) },
          { "Idempotency-Key": key, Origin: SHOP },
        );
      for (let nonce = 2; nonce < 5; nonce += 1)
        expect(refusalOf(await callBack(relay, attemptId, nonce))).toEqual(
          LATER,
        );
      expect(refusalOf(await make())).toEqual(LATER);
      expect((await relay.request("/livez")).status).toBe(200);

      await heal();
      for (let nonce = 2; nonce < 5; nonce += 1)
        expect((await callBack(relay, attemptId, nonce)).status).toBe(200);
      const made = await make();
      expect(made.status).toBe(201);
      await until(
        "the payment is found",
        async () => (await relay.read(order)).status === "paid",
      );
      const bodies = (await relay.store.listObservations(order.id)).filter(
        ({ raw }) => raw !== null,
      );
      expect(bodies).toHaveLength(4);
      const next = await startAttempt(relay, await relay.order(), {
        method: "mpesa",
        phone: PHONE,
      });
      expect(next.status).toBe(201);
    },
  );
});

const SHIRT = { sku: "SHRT-BLK-XL-9981", quantity: 1 };
