import { describe, expect, it } from "vitest";
import type { AuditEntry } from "../../../../src/domain/audit.ts";
import type { AuditFilter } from "../../../../src/ports/audit-log.ts";
import type { Part } from "../../../../src/ports/upkeep.ts";
import { T0, undo, withStore } from "./harness.ts";
import type { MakeDatabase } from "./harness.ts";

export const auditEntry = (
  id: string,
  changes: Partial<AuditEntry> = {},
): AuditEntry => ({
  id,
  at: T0,
  actor: { type: "key", id: "key_1", name: "Shop" },
  action: "cancelOrder",
  object: { type: "order", id: "ord_1" },
  outcome: "done",
  code: null,
  requestId: "r-1",
  before: { status: "open" },
  after: { status: "cancelled" },
  ...changes,
});

export function describeAuditLog(make: MakeDatabase): void {
  const { store, change } = withStore(make);
  const append = (...entries: AuditEntry[]) =>
    change(async (tx) => {
      for (const entry of entries) await tx.auditLog.append(entry);
    });
  const ids = async (filter: AuditFilter): Promise<string> =>
    (await store().auditLog.list(filter, { limit: 100 })).items
      .map(({ id }) => id)
      .join("");

  it("has what was appended, newest first, also of one moment", async () => {
    const refused = auditEntry("b", {
      outcome: "refused",
      code: "order_closed",
      object: { type: "order", id: null },
      requestId: null,
      before: null,
      after: null,
    });
    await append(auditEntry("a"), refused);
    await append(auditEntry("c", { at: T0 - 1 }));
    expect(await store().auditLog.list({}, { limit: 10 })).toEqual({
      items: [refused, auditEntry("a"), auditEntry("c", { at: T0 - 1 })],
      nextCursor: null,
    });
  });

  it("is exported from the oldest entry on, within a range, in parts", async () => {
    const at = [T0 + 2, T0, T0 + 1, T0 + 1, T0 + 9];
    await append(
      ...at.map((each, i) => auditEntry("abcde"[i] ?? "", { at: each })),
    );
    const range = { from: T0, before: T0 + 9 };
    const found: string[] = [];
    let after: string | null = null;
    do {
      const part: Part<AuditEntry> = await store().exports.auditLog(
        range,
        2,
        after,
      );
      found.push(...part.items.map(({ id }) => id));
      after = part.next;
    } while (after !== null);
    expect(found.join("")).toBe("bcda");
  });

  it("has nothing of a transaction that failed", async () => {
    await undo(store(), (tx) => tx.auditLog.append(auditEntry("a")));
    expect(await ids({})).toBe("");
  });

  it("stores nothing personal", async () => {
    const returnUrl = "https://shop.example/?phone=0712345678";
    await append(auditEntry("a", { after: { returnUrl } }));
    const { items } = await store().auditLog.list({}, { limit: 1 });
    expect(items[0]?.after).toEqual({ returnUrl: "https://shop.example/" });
  });

  it("is filtered by actor, action, object and time, and by all of them", async () => {
    const other = { type: "command_line", id: "command_line" } as const;
    await append(
      auditEntry("a"),
      auditEntry("b", { at: T0 + 1, action: "createRefund" }),
      auditEntry("c", { at: T0 + 2, object: { type: "order", id: "ord_2" } }),
      auditEntry("d", { at: T0 + 3, actor: { ...other, name: "malipo" } }),
    );
    for (const [filter, expected] of [
      [{}, "dcba"],
      [{ actor: "key_1" }, "cba"],
      [{ actor: "command_line" }, "d"],
      [{ action: "createRefund" }, "b"],
      [{ object: "ord_1" }, "dba"],
      [{ createdFrom: T0 + 1, createdBefore: T0 + 3 }, "cb"],
      [{ actor: "key_1", object: "ord_1" }, "ba"],
      [{ actor: "key_1", action: "cancelOrder" }, "ca"],
      [
        {
          actor: "key_1",
          action: "cancelOrder",
          object: "ord_1",
          createdBefore: T0 + 1,
        },
        "a",
      ],
      [{ object: "ord_3" }, ""],
    ] as const)
      expect(await ids(filter), JSON.stringify(filter)).toBe(expected);
  });

  describe("its pages", () => {
    it.each([1, 2, 3, 7])(
      "come complete and once, %i at a time",
      async (limit) => {
        const all = "a b c d e f g"
          .split(" ")
          .map((id, place) => auditEntry(id, { at: T0 + (place >> 1) }));
        await append(...all);
        let read = "";
        let cursor: string | undefined;
        do {
          const page = await store().auditLog.list(
            { actor: "key_1" },
            { limit, cursor },
          );
          read += page.items.map(({ id }) => id).join("");
          cursor = page.nextCursor ?? undefined;
        } while (cursor !== undefined);
        expect(read).toBe("gfedcba");
      },
    );

    it("refuse the cursor of another list", async () => {
      for (const cursor of [
        "!!!",
        Buffer.from("1.ord_1").toString("base64url"),
      ])
        await expect(
          store().auditLog.list({}, { limit: 1, cursor }),
        ).rejects.toMatchObject({ name: "InvalidPageError" });
    });
  });
}
