import { sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { openSqliteDatabase } from "../../../src/adapters/sql-store/sqlite-database.ts";
import { migrate } from "../../../src/adapters/sql-store/migrate.ts";
import { createSqlStore } from "../../../src/adapters/sql-store/sql-store.ts";
import { insert, order, orderId } from "./contract/harness.ts";
import type { ObservationRecord, Task } from "../../../src/ports/store.ts";
import { sqliteFileOfTest } from "./sqlite-files.ts";

/** A store whose file may not grow beyond what it has, and the way to let it grow again. */
async function openFullStore() {
  const { file } = await sqliteFileOfTest();
  const database = openSqliteDatabase(file);
  onTestFinished(() => database.close());
  await migrate(database);
  const limit = (pages: number) =>
    database.write(async (db) => {
      await sql`pragma max_page_count = ${sql.lit(pages)}`.execute(db);
    });
  await limit(1);
  const store = createSqlStore(database, { transactionTimeoutMs: 1000 });
  return { store, grow: () => limit(1_000_000) };
}

const callback = (name: string, size: number): ObservationRecord => ({
  orderId: orderId(name),
  attemptId: "attempt-1",
  source: "callback",
  at: 1,
  observation: null,
  raw: new Uint8Array(size),
});
const expiry = (subject: string): Task => ({
  kind: "order_expiry",
  subject,
  dueAt: 1,
});

describe("a full disk", () => {
  it("fails every transaction of the group, keeps none of them, and is over when there is room", async () => {
    const { store, grow } = await openFullStore();
    const insertAll = () =>
      Promise.allSettled(
        ["a", "b", "c"].map((name) =>
          store.transaction(async (tx) => {
            await tx.insertOrder(order(name));
            const size = name === "b" ? 100_000 : 1;
            await tx.appendObservation(callback(name, size));
            await tx.putTask(expiry(name));
          }),
        ),
      );
    for (const outcome of await insertAll())
      expect(outcome).toMatchObject({
        status: "rejected",
        reason: { name: "StoreError", code: "full" },
      });
    expect(await store.listOrders({}, { limit: 9 })).toEqual({
      items: [],
      nextCursor: null,
    });
    expect(await store.nextTaskAt("order_expiry", 1)).toBeNull();

    await grow();
    for (const outcome of await insertAll())
      expect(outcome.status).toBe("fulfilled");
    await store.ping();
  });

  it("lets no statement of a lost transaction through alone", async () => {
    const { store, grow } = await openFullStore();
    const lost = store.transaction(async (tx) => {
      await tx.insertOrder(order("lost"));
      await Promise.allSettled([
        tx.appendObservation(callback("lost", 100_000)),
        tx.putTask(expiry("x")),
      ]);
      await tx.putTask(expiry("y"));
    });
    await expect(lost).rejects.toMatchObject({ name: "StoreError" });
    expect(await store.nextTaskAt("order_expiry", 1)).toBeNull();
    await grow();
    await insert(store, order("next"));
  });
});
