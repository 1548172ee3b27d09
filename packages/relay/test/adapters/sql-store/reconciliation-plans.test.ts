import { describe, expect, it } from "vitest";
import { selectSubjects } from "../../../src/adapters/sql-store/reconciliation-subjects.ts";
import {
  selectDays,
  selectDifferences,
  selectOpen,
  selectOpenCauses,
  selectRunning,
} from "../../../src/adapters/sql-store/reconciliations.ts";
import { planOf } from "./plan-of.ts";

const PAGE = { limit: 20 };
const CURSOR = Buffer.from("1000.ord_1").toString("base64url");

describe("reconciliations", () => {
  it.each<[Parameters<typeof selectSubjects>[1], string]>([
    ["attempts_created", "attempts_by_created_at"],
    ["attempts_settled", "attempts_by_settled_at"],
    ["refunds_created", "refunds_by_created_at"],
    ["refunds_settled", "refunds_by_settled_at"],
  ])("find %s through %s and sort nothing", async (stage, index) => {
    for (const after of [null, CURSOR]) {
      const plan = await planOf((db) =>
        selectSubjects(db, stage, { from: 1, before: 9 }, 50, after),
      );
      expect(plan).toContain(` ${index}`);
      expect(plan).not.toContain("TEMP B-TREE");
    }
  });

  it("list days and differences through their indexes", async () => {
    const day = "2026-11-20";
    const plans = [
      await planOf((db) => selectDays(db, { ...PAGE, cursor: CURSOR })),
      await planOf((db) => selectRunning(db)),
      await planOf((db) => selectDifferences(db, day, undefined, PAGE)),
      await planOf((db) => selectDifferences(db, day, "open", PAGE)),
      await planOf((db) => selectOpen(db, 1, 50, CURSOR)),
    ].join("; ");
    expect(plans).not.toContain("SCAN");
    expect(plans).not.toContain("TEMP B-TREE");
    expect(await planOf(selectOpenCauses)).toContain(
      "reconciliation_differences_by_state",
    );
  });
});
