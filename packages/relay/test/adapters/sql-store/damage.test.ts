import Sqlite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import type { Store } from "../../../src/ports/store.ts";
import { seen } from "../../domain/fixtures.ts";
import { insert, order, withAttempt } from "./contract/harness.ts";
import { sqliteFileOfTest } from "./sqlite-files.ts";
import type { SqliteFile } from "./sqlite-files.ts";

const SECRET = "0712345678";
const stored = withAttempt(order("a"), [seen.accepted()], "attempt-1");

/** Stores an order with one attempt and one observation, then runs `damage` on the file by hand. */
async function damaged(
  damage: string,
  ...values: readonly string[]
): Promise<Store> {
  const made = await sqliteFileOfTest();
  const store = await made.open();
  await insert(store, stored);
  await store.transaction((tx) =>
    tx.appendObservation({
      orderId: stored.id,
      attemptId: "attempt-1",
      source: "submit",
      at: 1,
      observation: seen.accepted(),
      raw: null,
    }),
  );
  await store.close();
  byHand(made, damage, values);
  return made.open();
}

function byHand(
  { file }: SqliteFile,
  sql: string,
  values: readonly string[],
): void {
  const native = new Sqlite(file);
  native.prepare(sql).run(...values);
  native.close();
}

describe("a damaged document", () => {
  it.each([
    ["text that is not JSON", `{"phone": "${SECRET}"`],
    ["another kind of JSON", `["${SECRET}"]`],
    ["a missing field", JSON.stringify({ id: stored.id, locale: SECRET })],
    [
      "an amount that is not whole",
      JSON.stringify({ ...stored, amount: { value: 0.5, currency: SECRET } }),
    ],
  ])(
    "of an order (%s) is an error that repeats nothing of it",
    async (_what, data) => {
      const store = await damaged("update orders set data = ?", data);
      const reads: (() => Promise<unknown>)[] = [
        () => store.getOrder(stored.id),
        () => store.findOrderByAttempt("attempt-1"),
        () => store.listOrders({}, { limit: 1 }),
        () => store.transaction((tx) => tx.getOrder(stored.id)),
      ];
      for (const read of reads) {
        const error: unknown = await read().catch((reason: unknown) => reason);
        expect(error).toMatchObject({
          name: "StoreError",
          code: "invalid_document",
          message: expect.stringContaining(stored.id) as string,
        });
        expect(describeError(error)).not.toContain(SECRET);
      }
      await store.close();
    },
  );

  it.each([
    ["attempts", { plan: stored.attempts[0]?.plan }, "$", /attempt-1 .*facts/],
    [
      "attempts",
      { at: 1, status: "failed", code: "gremlins" },
      "$.facts.refusal",
      /attempt-1/,
    ],
    ["observations", { kind: "bribed", at: 1 }, "$", /observation/],
  ])("in %s is an error, with %j at %s", async (table, value, at, words) => {
    const store = await damaged(
      `update ${table} set data = json_set(data, '${at}', json(?))`,
      JSON.stringify(value),
    );
    const read =
      table === "attempts"
        ? store.getOrder(stored.id)
        : store.listObservations(stored.id);
    await expect(read).rejects.toMatchObject({
      code: "invalid_document",
      message: expect.stringMatching(words) as string,
    });
    await store.close();
  });
});

describe("a document with a field this version does not know", () => {
  it("is read, and the field is kept when the order is written again", async () => {
    const made = await sqliteFileOfTest();
    const store = await made.open();
    await insert(store, stored);
    for (const table of ["orders", "attempts"])
      byHand(made, `update ${table} set data = json_set(data, '$.later', ?)`, [
        "kept",
      ]);
    await store.transaction(async (tx) => {
      const before = await tx.getOrder(stored.id);
      if (before === undefined) throw new Error("the order is there");
      expect(before).toMatchObject(stored);
      await tx.updateOrder({ ...before, version: before.version + 1 });
    });
    expect(await store.getOrder(stored.id)).toMatchObject({
      version: stored.version + 1,
      later: "kept",
      attempts: [{ later: "kept" }],
    });
    await store.close();
  });
});

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${String(error)} ${error.cause === undefined ? "" : describeError(error.cause)}`;
}
