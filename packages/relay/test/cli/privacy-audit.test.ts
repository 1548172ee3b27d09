import { describe, expect, it } from "vitest";
import { insert, order } from "../adapters/sql-store/contract/harness.ts";
import { T0 } from "../domain/fixtures.ts";
import { PERSONAL, PHONE, privacyWorld, unmatched } from "./privacy-world.ts";

describe("the audit log of malipo privacy erase", () => {
  it("names each record that lost something, each that may not yet, and nobody", async () => {
    const { store, run } = await privacyWorld("SQLite");
    const customer = { name: "Wanjiku", phone: PHONE };
    const closed = order("closed", { customer, expiredAt: T0 });
    const open = order("open", { customer });
    await insert(store, closed, open, order("another"));
    await store.transaction((tx) =>
      tx.insertUnmatchedPayment(unmatched("U1", "254712345678", "x")),
    );
    await run("--phone", PHONE);
    await run("--order", closed.id);
    await run("--unmatched", "U9");
    const { items } = await store.auditLog.list({}, { limit: 10 });
    expect(
      items
        .map(({ object, outcome, code, after }) => [
          object.id,
          outcome,
          code ?? after?.erasedRecords,
        ])
        .toSorted(),
    ).toEqual(
      [
        [closed.id, "done", 1],
        [open.id, "refused", "order_open"],
        ["U1", "done", 1],
        [closed.id, "unchanged", undefined],
        [null, "unchanged", undefined],
      ].toSorted(),
    );
    for (const { actor, action } of items)
      expect([actor.type, action]).toEqual([
        "command_line",
        "erasePersonalData",
      ]);
    expect(JSON.stringify(items)).not.toMatch(PERSONAL);
  });
});
