import { describe, expect, it, onTestFinished } from "vitest";
import {
  POLL_EVERY_MS,
  readPayload,
  toPayloads,
} from "../../../src/adapters/sql-store/postgres-bus.ts";
import type { Order } from "../../../src/domain/order.ts";
import type { OpenBus } from "../../../src/ports/bus.ts";
import type { Store } from "../../../src/ports/store.ts";
import { HandTimers } from "../../support/hand-timers.ts";
import { postgresOfTest } from "../../support/postgres/databases.ts";
import type { PostgresDatabase } from "../../support/postgres/databases.ts";
import { until } from "../../support/until.ts";
import { insert, order, orderId, withAttempt } from "./contract/harness.ts";
import { openForTest } from "./postgres-databases.ts";

const change = (store: Store, id: string): Promise<void> =>
  store.transaction(async (tx) => {
    const before = await tx.getOrder(id);
    if (before === undefined) throw new Error("no such order");
    await tx.updateOrder(withAttempt(before));
  });

const LISTENING =
  "select pid from pg_stat_activity where datname = current_database() and application_name = 'malipo pulses' and state = 'idle' and query ilike 'listen%'";

async function listeners(database: PostgresDatabase, count: number) {
  await until(
    `${String(count)} relays listen`,
    async () => (await database.query(LISTENING)).length === count,
  );
}

async function startRelay(database: PostgresDatabase) {
  const store = await openForTest(database.url);
  const timers = new HandTimers();
  const warnings: string[] = [];
  const note = (_fields: unknown, message: string): void =>
    void warnings.push(message);
  const bus: OpenBus = store.openBus({
    timers,
    random: { chance: () => 0.5 },
    log: { info: () => undefined, warn: note, error: note },
  });
  onTestFinished(() => bus.close());
  store.onCommit(({ orders }) => {
    for (const [id, changed] of orders) bus.publish(id, changed);
  });
  return { store, bus, timers, warnings };
}

async function startTwo() {
  const database = await postgresOfTest();
  const here = await startRelay(database);
  const there = await startRelay(database);
  await listeners(database, 2);
  return { database, here, there };
}

/** What a listener heard: the version, or "elsewhere". */
function listen(bus: OpenBus, id: string) {
  const heard: (number | "elsewhere")[] = [];
  const leave = bus.subscribe(id, (changed: Order | null) => {
    heard.push(changed?.version ?? "elsewhere");
  });
  return { heard, leave };
}

describe("the bus of relays on one PostgreSQL database", () => {
  it("tells a change here as it is and there as a pulse, without a poll and once each", async () => {
    const { here, there } = await startTwo();
    await insert(here.store, order("1"), order("2"));
    const own = listen(here.bus, orderId("1"));
    const other = listen(there.bus, orderId("1"));
    const unconcerned = listen(there.bus, orderId("2"));
    await change(here.store, orderId("1"));
    await until("the pulse", () => other.heard.length === 1);
    await change(there.store, orderId("1"));
    await until("the pulse back", () => own.heard.length === 2);
    expect(own.heard).toEqual([2, "elsewhere"]);
    expect(other.heard).toEqual(["elsewhere", 3]);
    expect(unconcerned.heard).toEqual([]);
  });

  it("polls what a lost pulse would have told, only while somebody waits, and listens again", async () => {
    const { database, here, there } = await startTwo();
    await insert(here.store, order("1"));
    const page = listen(there.bus, orderId("1"));
    const [lost] = await database.query(
      `select count(pg_terminate_backend(pid)) as lost from pg_stat_activity where datname = current_database() and application_name = 'malipo pulses'`,
    );
    expect(Number(lost?.["lost"])).toBe(2);
    await until("both know", () =>
      [here, there].every(({ warnings }) => warnings.length === 1),
    );
    await change(here.store, orderId("1"));
    expect(page.heard).toEqual([]);
    there.timers.run(POLL_EVERY_MS);
    await until("the poll", () => page.heard.length === 1);
    await until("the next poll is planned", () =>
      [...there.timers.waiting].some(({ ms }) => ms === POLL_EVERY_MS),
    );

    // The connections are made again, and pulses come.
    for (const { timers } of [here, there]) timers.run(125, 250);
    await listeners(database, 2);
    await change(here.store, orderId("1"));
    await until("the pulse", () => page.heard.length === 2);

    page.leave();
    there.timers.run(POLL_EVERY_MS);
    await here.store.ping();
    expect(
      [...there.timers.waiting].filter(({ ms }) => ms === POLL_EVERY_MS),
    ).toEqual([]);
  });

  it("looks up every order that is waited for when it listens again", async () => {
    const { database, here, there } = await startTwo();
    await insert(here.store, order("1"), order("2"));
    const pages = ["1", "2"].map((name) => listen(there.bus, orderId(name)));
    await database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'malipo pulses'`,
    );
    await until("it knows", () => there.warnings.length === 1);
    await change(here.store, orderId("1"));
    await change(here.store, orderId("2"));
    there.timers.run(125, 250);
    await until("both are told", () =>
      pages.every(({ heard }) => heard.length === 1),
    );
    expect(pages.map(({ heard }) => heard)).toEqual([
      ["elsewhere"],
      ["elsewhere"],
    ]);
  });

  it("backs off while there is no way to listen, and says so once", async () => {
    const { database, here } = await startTwo();
    await database.query(
      `update pg_database set datallowconn = false where datname = current_database(); select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'malipo pulses'`,
    );
    const planned = (): number | undefined =>
      [...here.timers.waiting]
        .map(({ ms }) => ms)
        .find((ms) => ms !== POLL_EVERY_MS && ms <= 10_000);
    const waits: number[] = [];
    for (let time = 0; time < 8; time += 1) {
      const ms = await until("the next try is planned", planned);
      waits.push(ms);
      here.timers.run(ms);
    }
    expect(waits).toEqual([187.5, 375, 750, 1_500, 3_000, 6_000, 7_500, 7_500]);
    expect(here.warnings).toHaveLength(1);
  });

  it("can be closed while it connects, and tells and sends nothing after it", async () => {
    const database = await postgresOfTest();
    const { bus, store, timers } = await startRelay(database);
    const page = listen(bus, orderId("1"));
    await bus.close();
    await insert(store, order("1"));
    await change(store, orderId("1"));
    timers.run(0, Infinity);
    expect(page.heard).toEqual([]);
    expect(await database.query(LISTENING)).toEqual([]);
  });

  it("passes over pulses that it can't read", async () => {
    const { database, here, there } = await startTwo();
    await insert(here.store, order("1"));
    const page = listen(there.bus, orderId("1"));
    for (const payload of ["", "x", orderId("1"), `${orderId("1")} -1`])
      await database.query(`select pg_notify('malipo_orders', '${payload}')`);
    await change(here.store, orderId("1"));
    await until("the pulse", () => page.heard.length > 0);
    expect(page.heard).toEqual(["elsewhere"]);
  });
});

describe("payloads", () => {
  it.each([0, 1, 2, 250, 251, 5_000])(
    "of %i orders are read as they were written, each below 8,000 bytes",
    (count) => {
      const versions = new Map(
        Array.from({ length: count }, (_, place) => [
          `ord_${String(place).padStart(22, "0")}`,
          place + 2,
        ]),
      );
      const payloads = toPayloads(versions);
      expect(new Map(payloads.flatMap(readPayload))).toEqual(versions);
      expect(
        payloads.filter((payload) => Buffer.byteLength(payload) >= 8_000),
      ).toEqual([]);
      expect(payloads.length).toBeLessThanOrEqual(Math.ceil(count / 200));
    },
  );
});
