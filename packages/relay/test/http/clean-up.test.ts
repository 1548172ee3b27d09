import { describe, expect, it } from "vitest";
import { eraseOrderData } from "../../src/use-cases/upkeep/erase-order.ts";
import { pass } from "../support/attempts.ts";
import {
  changeEndpoint,
  deleteEndpoint,
  makeEndpoint,
} from "../support/endpoints.ts";
import { paidOrder } from "../support/merchant.ts";
import { FULL, notify, unmatched } from "../support/paybill.ts";
import { borrowedPostgres } from "../support/postgres/databases.ts";
import { startTestRelay } from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";

const DAY = 86_400;
const RETENTION = { settings: { retentionMs: 180 * DAY * 1000 } };

/** Steps of the clean-up, however many it takes. */
async function passDays(relay: TestRelay, days: number): Promise<void> {
  await pass(relay, days * DAY);
  for (let step = 0; step < 5; step += 1) await pass(relay, 60);
}

describe("the clean-up", () => {
  it("removes unpaid orders, also more than one step holds", async () => {
    const relay = await startTestRelay(RETENTION);
    const kept = await paidOrder(relay);
    const unpaid = [];
    for (let n = 0; n < 25; n += 1) unpaid.push((await relay.order()).id);
    await pass(relay, 2 * 3_600);
    await passDays(relay, 29);
    for (const id of unpaid)
      expect(await relay.store.getOrder(id)).toBeDefined();
    await passDays(relay, 2);
    for (const id of unpaid)
      expect(await relay.store.getOrder(id)).toBeUndefined();
    const order = await relay.store.getOrder(kept.id);
    expect(order?.attempts[0]?.plan.phone).toBe("254712345678");
  });

  it("keeps an unpaid order as long as a webhook about it waits or was given up", async () => {
    const relay = await startTestRelay({
      settings: { reportsAbandonedOrders: true },
    });
    const endpoint = await makeEndpoint(relay);
    await changeEndpoint(relay, endpoint.id, { paused: true });
    const { id } = await relay.order();
    const told = async () => {
      const { items } = await relay.store.listDeliveries({}, { limit: 9 });
      return items.map(({ orderId, status }) => [orderId, status]);
    };
    await pass(relay, 2 * 3_600);
    await passDays(relay, 40);
    expect(await told()).toEqual([[id, "pending"]]);
    await deleteEndpoint(relay, endpoint.id);
    await passDays(relay, 1);
    expect(await told()).toEqual([[id, "dead"]]);
    await passDays(relay, 60);
    expect(await relay.store.getOrder(id)).toBeUndefined();
  });

  it("erases what is older than the retention, with its history", async () => {
    const relay = await startTestRelay(RETENTION);
    const old = await paidOrder(relay);
    await passDays(relay, 178);
    const young = await paidOrder(relay);
    await passDays(relay, 3);
    const erased = await relay.store.getOrder(old.id);
    expect(erased?.erasedAt).not.toBeNull();
    expect(erased?.attempts[0]?.plan.phone).toBe("erased");
    expect(await relay.store.listObservations(old.id)).toEqual([]);
    expect(await relay.store.getOrder(young.id)).toMatchObject({
      erasedAt: null,
    });
    expect((await relay.read(old)).status).toBe("paid");
  });

  it("removes the history of an order that was erased by command, in its time", async () => {
    const relay = await startTestRelay(RETENTION);
    const { id } = await paidOrder(relay);
    const { store, clock } = relay;
    await eraseOrderData(store, id, clock.now(), "erase");
    const erased = await store.getOrder(id);
    await passDays(relay, 178);
    expect(await store.listObservations(id)).not.toEqual([]);
    await passDays(relay, 3);
    expect(await store.listObservations(id)).toEqual([]);
    expect(await store.getOrder(id)).toEqual(erased);
  });

  it("keeps personal data where no retention is set", async () => {
    const relay = await startTestRelay();
    const order = await paidOrder(relay);
    await passDays(relay, 4_000);
    expect(await relay.store.getOrder(order.id)).toMatchObject({
      erasedAt: null,
    });
  });

  it("goes on beside another relay of the same database", async () => {
    const { url } = await borrowedPostgres();
    const relays = [
      await startTestRelay({ ...RETENTION, databaseUrl: url }),
      await startTestRelay({ ...RETENTION, databaseUrl: url }),
    ];
    const [first] = relays;
    if (first === undefined) throw new Error("there are two");
    const order = await paidOrder(first);
    for (const relay of relays) relay.clock.advance(181 * DAY);
    await Promise.all(relays.map((relay) => passDays(relay, 0)));
    expect((await first.store.getOrder(order.id))?.erasedAt).not.toBeNull();
  });

  it("erases unmatched payments by age, which stay to be looked at", async () => {
    const relay = await startTestRelay({
      settings: { ...RETENTION.settings, methods: ["paybill"] },
    });
    for (const receipt of ["R1", "R2"])
      await notify(relay, { account: "Wanjiku", receipt, amount: FULL });
    await passDays(relay, 181);
    const after = await unmatched(relay);
    expect(after.map(({ id }) => id).toSorted()).toEqual(["R1", "R2"]);
    for (const { account, phone, raw } of after)
      expect({ account, phone, raw: raw.length }).toEqual({
        account: null,
        phone: null,
        raw: 0,
      });
  });
});
