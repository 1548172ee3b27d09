/** A network to PostgreSQL that fails: requests end, with an answer or with 503, and the pool finds back by itself. */
import { describe, expect, it, onTestFinished } from "vitest";
import { FAULTS, startFaultProxy } from "../../support/fault-proxy.ts";
import type { Fault } from "../../support/fault-proxy.ts";
import { postgresOfTest } from "../../support/postgres/databases.ts";
import {
  newKey,
  problemCode,
  SHOP,
  startTestRelay,
} from "../../support/test-relay.ts";
import type { Answer } from "../../support/test-relay.ts";
import { until } from "../../support/until.ts";

/** A statement's longest time, and a connection's before it, with patience for a busy machine. */
const ENDS_WITHIN_MS = 30_000;
const WELL_WITHIN_MS = 30_000;

async function startBehindProxy() {
  const url = new URL((await postgresOfTest()).url);
  const proxy = await startFaultProxy(Number(url.port));
  onTestFinished(() => proxy.close());
  url.hostname = "127.0.0.1";
  url.port = String(proxy.port);
  const relay = await startTestRelay({ databaseUrl: url.href });
  const order = await relay.order();
  const attemptId = await relay.attempt(order);
  return { proxy, relay, order, attemptId };
}

type Site = Awaited<ReturnType<typeof startBehindProxy>>;

const callBack = ({ relay, attemptId }: Site): Promise<Answer> =>
  relay.post(
    `/callbacks/almara/${attemptId}?s=${relay.secrets.callbackMac(attemptId)}`,
    {},
  );

const isLater = (answer: Answer): boolean =>
  answer.status === 503 &&
  problemCode(answer) === "store_unavailable" &&
  answer.headers.get("retry-after") === "5";

async function endure(site: Site, fault: Fault) {
  const { proxy, relay, order } = site;
  const key = newKey();
  const make = (): Promise<Answer> =>
    relay.post(
      "/v1/orders",
      { lines: [{ sku: "SHRT-BLK-XL-9981", quantity: 1 }] },
      { "Idempotency-Key": key, Origin: SHOP },
    );
  proxy.fault = fault;
  const beganAt = performance.now();
  const [made, ...callbacks] = await Promise.all([
    make(),
    ...Array.from({ length: 5 }, () => callBack(site)),
  ]);
  const tookMs = performance.now() - beganAt;
  proxy.fault = null;
  const taken = callbacks.filter(({ status }) => status === 200).length;
  const again = await until(
    `it is well again after ${fault}`,
    async () => {
      const answer = await make();
      return answer.status === 201 && answer;
    },
    WELL_WITHIN_MS,
  );
  // Each of many connections may have been lost.
  const all = await Promise.all(
    Array.from({ length: 12 }, () => callBack(site)),
  );
  const { items } = await relay.store.listOrders({}, { limit: 9 });
  const bodies = (await relay.store.listObservations(order.id)).filter(
    ({ raw }) => raw !== null,
  );
  return {
    ended: tookMs < ENDS_WITHIN_MS,
    answered: callbacks.every(
      (answer) => answer.status === 200 || isLater(answer),
    ),
    made: made.status === 201 || isLater(made),
    wellAgain: [again, ...all].every(({ status }) => status < 300),
    orders: items.length,
    lost: Math.max(0, taken + all.length - bodies.length),
  };
}

describe("a network to PostgreSQL that fails", () => {
  it("lets every request end, loses nothing, and is forgotten when it is well", async () => {
    const sites: Site[] = [];
    for (let i = 0; i < FAULTS.length; i += 1)
      sites.push(await startBehindProxy());
    // Side by side: most of the time is spent waiting.
    const ends = await Promise.all(
      FAULTS.map(async (fault, i) => {
        const site = sites[i];
        return site && ([fault, await endure(site, fault)] as const);
      }),
    );
    const expected = {
      ...{ ended: true, answered: true, made: true, wellAgain: true },
      ...{ orders: 2, lost: 0 },
    };
    expect(ends).toEqual(FAULTS.map((fault) => [fault, expected]));
  }, 120_000);
});
