import type { Amount } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import { MIGRATIONS } from "../../../src/adapters/sql-store/migrations/index.ts";
import type { Observation } from "../../../src/domain/observation.ts";
import { T0, seen } from "../../domain/fixtures.ts";
import { order, withAttempt } from "./contract/harness.ts";
import { writeOlderDatabase } from "./older-database.ts";
import { sqliteFileOfTest } from "./sqlite-files.ts";

const paid = (
  at: number,
  receipt: string | null,
  amount: Amount | null = null,
): Observation => ({ kind: "succeeded", at, amount, receipt });

const PAID: Readonly<Record<string, Observation>> = {
  // The later attempt by its id paid first, so that it keeps the receipt.
  a1: paid(T0 + 40_000, " skl7x2q9wd"),
  a2: paid(T0 + 30_000, "SKL7X2Q9WD"),
  a3: paid(T0, "R3", { value: 1, currency: "KES" }),
  a4: seen.payment(10, 100, "R4"),
  a5: paid(T0, null),
  a6: seen.pending(5),
};

const made = Object.entries(PAID).map(([id, observation]) =>
  withAttempt(order(id), [observation], id),
);
const ROWS = {
  orders: made.map((document) => ({
    ...{ id: document.id, reference: document.reference, version: 1 },
    ...{ status: "paid", created_at: T0, attempt_count: 1 },
    data: JSON.stringify({ ...document, attempts: undefined }),
  })),
  attempts: Object.keys(PAID).map((id, place) => ({
    ...{ id, id_lower: id, order_id: made[place]?.id, seq: 0 },
    data: id === "a6" ? "damaged" : JSON.stringify(made[place]?.attempts[0]),
  })),
  unmatched_payments: ["SKL7X2Q9WD", "R9"].map((id) => ({
    ...{ id, created_at: T0, raw: new Uint8Array() },
    data: JSON.stringify({
      ...{ id, provider: "almara", at: T0 },
      ...{ account: null, amount: null, phone: null },
    }),
  })),
};

describe("receipts of what was paid before they were claimed", () => {
  it("count for the attempt that paid first, and their notices are known", async () => {
    const { file, open } = await sqliteFileOfTest();
    const step = MIGRATIONS.findIndex(({ name }) => name === "past-receipts");
    await writeOlderDatabase(file, step, ROWS);
    const store = await open();
    const owners = await store.transaction((tx) =>
      Promise.all(
        ["SKL7X2Q9WD", "R3", "R4", "R9"].map((receipt) =>
          tx.findReceipt("almara", receipt),
        ),
      ),
    );
    expect(owners).toEqual(["a2", "a3", "a4", undefined]);
    const { items } = await store.listUnmatchedPayments({}, { limit: 10 });
    expect(items.map(({ id }) => id)).toEqual(["R9"]);
    await store.close();
  });
});
