import { describe, expect, it } from "vitest";
import { openSqliteDatabase } from "../../../src/adapters/sql-store/sqlite-database.ts";
import { migrate } from "../../../src/adapters/sql-store/migrate.ts";
import { MIGRATIONS } from "../../../src/adapters/sql-store/migrations/index.ts";
import type { Observation } from "../../../src/domain/observation.ts";
import { T0, seen } from "../../domain/fixtures.ts";
import { order, withAttempt } from "./contract/harness.ts";
import { sqliteFileOfTest } from "./sqlite-files.ts";

const PAID: readonly (readonly [name: string, Observation])[] = [
  // The later attempt by its id paid first, so that it keeps the receipt.
  [
    "a1",
    {
      kind: "succeeded",
      at: T0 + 40_000,
      amount: null,
      receipt: " skl7x2q9wd",
    },
  ],
  [
    "a2",
    { kind: "succeeded", at: T0 + 30_000, amount: null, receipt: "SKL7X2Q9WD" },
  ],
  [
    "a3",
    {
      kind: "succeeded",
      at: T0,
      amount: { value: 1, currency: "KES" },
      receipt: "R3",
    },
  ],
  ["a4", seen.payment(10, 100, "R4")],
  ["a5", { kind: "succeeded", at: T0, amount: null, receipt: null }],
  ["a6", seen.pending(5)],
];

describe("receipts of what was paid before they were claimed", () => {
  it("count for the attempt that paid first, and their notices are known", async () => {
    const { file, open } = await sqliteFileOfTest();
    const database = openSqliteDatabase(file);
    const step = MIGRATIONS.findIndex(({ name }) => name === "past-receipts");
    await migrate(database, MIGRATIONS.slice(0, step));
    await database.write(async (db) => {
      for (const [id, observation] of PAID) {
        const { attempts, ...document } = withAttempt(
          order(id),
          [observation],
          id,
        );
        await db
          .insertInto("orders")
          .values({
            id: document.id,
            reference: document.reference,
            version: 1,
            status: "paid",
            created_at: T0,
            attempt_count: 1,
            data: JSON.stringify(document),
          })
          .execute();
        await db
          .insertInto("attempts")
          .values({
            id,
            id_lower: id,
            order_id: document.id,
            seq: 0,
            payer_reference: null,
            data: id === "a6" ? "damaged" : JSON.stringify(attempts[0]),
          })
          .execute();
      }
      for (const id of ["SKL7X2Q9WD", "R9"])
        await db
          .insertInto("unmatched_payments")
          .values({
            id,
            created_at: T0,
            data: JSON.stringify({
              id,
              provider: "almara",
              account: null,
              amount: null,
              phone: null,
              at: T0,
            }),
            raw: new Uint8Array(),
          })
          .execute();
    });
    await database.close();

    const store = await open();
    const owners = await store.transaction((tx) =>
      Promise.all(
        ["SKL7X2Q9WD", "R3", "R4", "R9"].map((receipt) =>
          tx.findReceipt("almara", receipt),
        ),
      ),
    );
    expect(owners).toEqual(["a2", "a3", "a4", undefined]);
    const { items } = await store.listUnmatchedPayments({ limit: 10 });
    expect(items.map(({ id }) => id)).toEqual(["R9"]);
    await store.close();
  });
});
