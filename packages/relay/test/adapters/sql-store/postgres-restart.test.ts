import { describe, expect, it, onTestFinished } from "vitest";
import { openSqlStore } from "../../../src/adapters/sql-store/open.ts";
import { makePostgresDatabase } from "../../support/postgres/databases.ts";
import { startPostgres } from "../../support/postgres/server.ts";
import { startTestRelay } from "../../support/test-relay.ts";
import { until } from "../../support/until.ts";
import { createGate } from "../../support/gate.ts";
import { insert, order, orderId } from "./contract/harness.ts";

const UNAVAILABLE = { name: "StoreError", code: "unavailable" };

async function serverOfTest() {
  const server = await startPostgres("durable");
  onTestFinished(() => server.stop());
  return server;
}

describe("a PostgreSQL server that is killed", () => {
  it("takes what was under way along, and nothing that was committed; the store goes on when it is back", async () => {
    const server = await serverOfTest();
    const { url } = await makePostgresDatabase(server.url);
    const store = await openSqlStore(url);
    onTestFinished(() => store.close());
    await insert(store, order("kept"));

    const [written, go] = [createGate(), createGate()];
    const lost = store.transaction(async (tx) => {
      await tx.insertOrder(order("lost"));
      written.open();
      await go.opened;
      await tx.getOrder(orderId("lost"));
    });
    await written.opened;
    await server.kill();
    go.open();
    await expect(lost).rejects.toMatchObject(UNAVAILABLE);
    await expect(store.getOrder(orderId("kept"))).rejects.toMatchObject(
      UNAVAILABLE,
    );
    await expect(openSqlStore(url)).rejects.toMatchObject(UNAVAILABLE);

    await server.start();
    // Of many connections each one may have been lost.
    const all = await Promise.all(
      Array.from({ length: 20 }, () => store.getOrder(orderId("kept"))),
    );
    expect(all).toEqual(all.map(() => order("kept")));
    expect(await store.getOrder(orderId("lost"))).toBeUndefined();
    await store.ping();
  });

  it("has callbacks and health answered with 503 until it is back, without a restart of the relay", async () => {
    const server = await serverOfTest();
    const { url } = await makePostgresDatabase(server.url);
    const relay = await startTestRelay({ databaseUrl: url });
    const opened = await relay.order();
    const attemptId = await relay.attempt(opened);
    const callback = async (): Promise<number> =>
      (
        await relay.post(
          `/callbacks/almara/${attemptId}?s=${relay.secrets.callbackMac(attemptId)}`,
          {},
        )
      ).status;
    /** One answer of it serves for a second. */
    const readyWith = (status: number): Promise<boolean> =>
      until(
        `it is ready with ${String(status)}`,
        async () => (await relay.request("/readyz")).status === status,
      );
    expect(await callback()).toBe(200);
    await readyWith(200);
    await server.kill();
    expect(await callback()).toBe(503);
    await readyWith(503);
    await server.start();
    expect(await callback()).toBe(200);
    await readyWith(200);
    expect((await relay.read(opened)).id).toBe(opened.id);
  });
});
