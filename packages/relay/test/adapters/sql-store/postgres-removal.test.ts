/**
 * Old rows go a few at a time, whatever plan PostgreSQL makes. In one that joins by loops a subquery is run for each row,
 * and each time it skips what is locked and takes others. Only for these rows can such a plan be forced; `upkeep.ts`
 * chooses all others in the same way.
 */
import { expect, it } from "vitest";
import { postgresOfTest } from "../../support/postgres/databases.ts";
import { T0 } from "./contract/harness.ts";
import { openForTest } from "./postgres-databases.ts";

it("removes as many requests as it is told to", async () => {
  const { url, query } = await postgresOfTest();
  const name = new URL(url).pathname.slice(1);
  for (const way of ["hashjoin", "mergejoin", "material", "hashagg", "sort"])
    await query(`alter database ${name} set enable_${way} = off`);
  const store = await openForTest(url);
  await store.transaction(async (tx) => {
    for (let i = 0; i < 20; i += 1)
      await tx.putIdempotency({
        ...{ scope: "orders", key: String(i), fingerprint: "f" },
        ...{ subject: "s", answer: null, createdAt: T0 - 1 - i },
      });
  });
  const removed: number[] = [];
  for (const most of [3, 5, 50])
    removed.push(await store.upkeep.removeOld("requests", T0, most));
  expect(removed).toEqual([3, 5, 12]);
});
