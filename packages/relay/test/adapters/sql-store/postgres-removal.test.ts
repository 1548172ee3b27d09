/**
 * Old rows go a few at a time, whatever plan PostgreSQL makes. In one that joins by loops a subquery is run for each row,
 * and each time it skips what is locked and takes others.
 */
import { expect, it } from "vitest";
import { postgresOfTest } from "../../support/postgres/databases.ts";
import { openForTest } from "./postgres-databases.ts";
import { insert, order, orderId, T0 } from "./contract/harness.ts";

it.each(["events", "requests", "returnCodes", "decisions"] as const)(
  "%s",
  async (rows) => {
    const { url, query } = await postgresOfTest();
    const name = new URL(url).pathname.slice(1);
    for (const way of ["hashjoin", "mergejoin", "material", "hashagg", "sort"])
      await query(`alter database ${name} set enable_${way} = off`);
    const store = await openForTest(url);
    await insert(store, order("a"));
    await store.transaction(async (tx) => {
      for (let i = 0; i < 20; i += 1) {
        const id = String(i);
        const at = T0 - 1 - i;
        const of = { id, orderId: orderId("a"), payload: "{}" };
        await tx.events.insert({ ...of, createdAt: at });
        await tx.putIdempotency({
          ...{ scope: "orders", key: id, fingerprint: "f" },
          ...{ subject: "s", answer: null, createdAt: at },
        });
        await tx.putReturnCode({
          digest: id,
          orderId: orderId("a"),
          expiresAt: at,
        });
        await tx.putTransferDecision({
          reference: `T${id}`,
          verdict: "accept",
          reason: null,
          at,
        });
      }
    });
    const removed: number[] = [];
    for (const most of [3, 5, 50])
      removed.push(await store.upkeep.removeOld(rows, T0, most));
    expect(removed).toEqual([3, 5, 12]);
  },
);
