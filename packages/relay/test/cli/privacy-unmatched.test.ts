import { describe, expect, it } from "vitest";
import { bytesOfSqlite, dumpDatabase } from "../support/dump.ts";
import {
  MESSAGE,
  NONE,
  PERSONAL,
  privacyWorld,
  unmatched,
} from "./privacy-world.ts";

describe.each(["SQLite", "PostgreSQL"] as const)(
  "malipo privacy erase --unmatched on %s",
  (kind) => {
    it("erases one payment without an order, and keeps its amount and receipt", async () => {
      const { store, run, url } = await privacyWorld(kind);
      for (const id of ["U1", "U2"])
        await store.transaction((tx) =>
          tx.insertUnmatchedPayment({
            ...unmatched(id, "254712345678", "Wanjiku"),
            raw: MESSAGE,
          }),
        );
      expect(await run("--unmatched", "U1")).toEqual({
        code: 0,
        figures: { ...NONE, unmatchedPayments: 1 },
      });
      const { items } = await store.listUnmatchedPayments({}, { limit: 10 });
      expect(items.find(({ id }) => id === "U1")).toEqual({
        ...unmatched("U1", null, ""),
        account: null,
        payerName: null,
        raw: new Uint8Array(),
      });
      expect(items.find(({ id }) => id === "U2")).toMatchObject({
        phone: "254712345678",
        raw: MESSAGE,
      });
      expect(await run("--unmatched", "U1")).toEqual({
        code: 0,
        figures: NONE,
      });
      // The provider repeats its notice: it is known, and nothing comes back.
      const again = { ...unmatched("U1", "254712345678", "x"), raw: MESSAGE };
      expect(
        await store.transaction((tx) => tx.insertUnmatchedPayment(again)),
      ).toBe(false);
      expect(await run("--unmatched", "U2")).toMatchObject({ code: 0 });
      expect((await dumpDatabase(url)).text).not.toMatch(PERSONAL);
      if (kind === "SQLite") expect(bytesOfSqlite(url)).not.toMatch(PERSONAL);
    });
  },
);
