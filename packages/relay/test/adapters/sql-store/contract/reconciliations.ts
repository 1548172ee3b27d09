import { describe, expect, it } from "vitest";
import type { DifferenceCause } from "@malipo/protocol/merchant";
import {
  subjectOf,
  beginReconciliation,
} from "../../../../src/domain/reconciliation.ts";
import type {
  Difference,
  Reconciliation,
} from "../../../../src/domain/reconciliation.ts";
import {
  KES_2500,
  aRefund,
  anAttempt,
  seen,
} from "../../../domain/fixtures.ts";
import {
  expectRefusal,
  insert,
  learned,
  order,
  orderId,
  T0,
  withStore,
} from "./harness.ts";
import type { MakeDatabase } from "./harness.ts";

const DAY_MS = 86_400_000;
const RANGE = { from: T0, before: T0 + DAY_MS };

const begun = (day: string, total = 0): Reconciliation =>
  beginReconciliation(undefined, {
    ...{ day, timeZone: "UTC", ...RANGE, total },
    now: T0 + DAY_MS,
  });

const difference = (
  day: string,
  id: string,
  changes: Partial<Difference> = {},
): Difference => ({
  ...{ id: `${day}.${id}`, day, attemptId: id, refundId: null },
  cause: "no_answer",
  orderId: orderId("a"),
  reference: "ORD-1",
  provider: "almara",
  method: "mpesa",
  here: { status: "succeeded", amount: KES_2500, receipt: "SKL7X2Q9WD" },
  atProvider: { says: "no_answer", amount: null, receipt: null },
  foundAt: T0,
  checkedAt: T0,
  resolution: null,
  ...changes,
});

export function describeReconciliations(make: MakeDatabase): void {
  const { store, change, update } = withStore(make);
  const put = (...runs: readonly Reconciliation[]) =>
    change(async (tx) => {
      for (const run of runs) await tx.reconciliations.put(run);
    });
  const putDifferences = (...all: readonly Difference[]) =>
    change(async (tx) => {
      for (const each of all) await tx.reconciliations.putDifference(each);
    });
  const days = async (limit = 10, cursor?: string) => {
    const page = await store().reconciliations.list({ limit, cursor });
    return { days: page.items.map(({ day }) => day), next: page.nextCursor };
  };

  describe("days", () => {
    it("are listed newest first, page by page, and read back", async () => {
      const [a, b, c] = ["2026-11-19", "2026-11-20", "2026-11-21"].map((day) =>
        begun(day, 3),
      ) as [Reconciliation, Reconciliation, Reconciliation];
      await put(b, c, a);
      const first = await days(2);
      expect(first.days).toEqual([c.day, b.day]);
      expect(await days(2, first.next ?? "")).toEqual({
        days: [a.day],
        next: null,
      });
      const { reconciliations } = store();
      expect(await reconciliations.get(a.day)).toEqual(a);
      expect(await reconciliations.get("2026-11-01")).toBeUndefined();
    });

    it("are written by one who has read the last version", async () => {
      const first = begun("2026-11-20");
      await put(first);
      await expectRefusal(put(first), "version_conflict");
      const ended: Reconciliation = {
        ...first,
        version: 2,
        state: "finished",
        endedAt: T0 + 2 * DAY_MS,
      };
      expect(await store().reconciliations.listRunning()).toEqual([first]);
      await put(ended);
      await expectRefusal(put(ended), "version_conflict");
      expect(await store().reconciliations.listRunning()).toEqual([]);
      await change(async (tx) => {
        expect(await tx.reconciliations.get(first.day)).toEqual(ended);
      });
      const { reconciliations } = await store().readFigures(T0);
      expect(reconciliations.lastFinishedAt).toBe(ended.endedAt);
    });
  });

  describe("what is to be compared", () => {
    const attempt = (id: string, createdAt: number) =>
      anAttempt([seen.accepted()], { id, orderId: orderId(id), createdAt });
    const add = async (id: string, createdAt: number) => {
      const made = order(id);
      await insert(store(), made);
      const next = {
        ...made,
        version: 2,
        attempts: [attempt(id, createdAt)],
      };
      await update(next);
      return next;
    };
    const list = async (
      stage: Parameters<
        ReturnType<typeof store>["reconciliations"]["listSubjects"]
      >[0],
      most = 10,
      after: string | null = null,
    ) => {
      const found = await store().reconciliations.listSubjects(
        stage,
        RANGE,
        most,
        after,
      );
      return {
        ids: found.map(({ id }) => id),
        last: found.at(-1)?.place ?? null,
      };
    };

    it("is what was created or settled on the day, each once, oldest first", async () => {
      await add("before", T0 - 1);
      await add("b", T0);
      await add("c", T0 + 1);
      await add("a", T0);
      await add("after", T0 + DAY_MS);
      const late = await add("late", T0 - DAY_MS);
      await update(learned(late, seen.succeeded(25)));
      const own = await add("own", T0 + 2);
      await update(learned(own, seen.refused(30)));
      expect((await list("attempts_created")).ids).toEqual([
        ...["a", "b", "c", "own"],
      ]);
      const { last } = await list("attempts_created", 2);
      expect((await list("attempts_created", 2, last)).ids).toEqual([
        ...["c", "own"],
      ]);
      expect((await list("attempts_settled")).ids).toEqual(["late"]);
      expect(await store().reconciliations.countSubjects(RANGE)).toBe(5);
    });

    it("also of refunds", async () => {
      await add("a", T0);
      const refund = (id: string, createdAt: number, settled?: number) =>
        aRefund(
          { id, createdAt, orderId: orderId("a"), attemptId: "a" },
          settled === undefined
            ? {}
            : {
                success: {
                  ...{ at: settled, seq: 1, receipt: "R" },
                  amountKnown: true,
                },
              },
        );
      await change(async (tx) => {
        await tx.putRefund(refund("new", T0));
        await tx.putRefund(refund("late", T0 - 5));
        await tx.putRefund(refund("late", T0 - 5, T0 + 5));
        await tx.putRefund(refund("old", T0 - 5, T0 - 1));
      });
      expect((await list("refunds_created")).ids).toEqual(["new"]);
      expect((await list("refunds_settled")).ids).toEqual(["late"]);
      expect(await store().reconciliations.countSubjects(RANGE)).toBe(3);
    });
  });

  describe("differences", () => {
    const [one, two] = ["2026-11-19", "2026-11-20"];
    const ids = async (state?: "open" | "resolved") => {
      const page = await store().reconciliations.listDifferences(one, state, {
        limit: 10,
      });
      return page.items.map(subjectOf);
    };
    const causes: readonly DifferenceCause[] = ["no_answer", "amount_differs"];

    it("of a day are listed oldest first, page by page, by their state", async () => {
      await putDifferences(
        difference(one, "b", { foundAt: T0 + 1 }),
        difference(one, "a", { refundId: "refund" }),
        difference(two, "c"),
        difference(one, "d", { foundAt: T0 + 2, resolution: "taken_in" }),
      );
      expect(await ids()).toEqual(["refund", "b", "d"]);
      expect(await ids("open")).toEqual(["refund", "b"]);
      expect(await ids("resolved")).toEqual(["d"]);
      const { reconciliations } = store();
      const first = await reconciliations.listDifferences(one, undefined, {
        limit: 2,
      });
      const cursor = first.nextCursor ?? "";
      const next = await reconciliations.listDifferences(one, undefined, {
        ...{ limit: 2, cursor },
      });
      expect(next).toMatchObject({
        items: [{ attemptId: "d" }],
        nextCursor: null,
      });
      expect(await reconciliations.countDifferences([one, two])).toEqual(
        new Map([
          [one, { open: 2, resolved: 1 }],
          [two, { open: 1, resolved: 0 }],
        ]),
      );
      const found = await reconciliations.findDifferences(one, ["b", "refund"]);
      expect(found.map(subjectOf).toSorted()).toEqual(["b", "refund"]);
    });

    it("that are open are found on all days, and counted by their cause", async () => {
      await putDifferences(
        difference(two, "b", { foundAt: T0 + 1 }),
        difference(one, "old", { foundAt: T0 - 1 }),
        difference(one, "a", { cause: "amount_differs" }),
        difference(one, "d", { resolution: "gone" }),
      );
      const { reconciliations } = store();
      const open = await reconciliations.listOpen(T0, 1, null);
      expect(open.map((each) => each.difference.attemptId)).toEqual(["a"]);
      const rest = await reconciliations.listOpen(T0, 5, open[0]?.place ?? "");
      expect(rest.map((each) => each.difference.attemptId)).toEqual(["b"]);
      const figures = await store().readFigures(T0 + 1_000);
      expect(figures.reconciliations).toEqual({
        lastFinishedAt: null,
        open: { no_answer: 2, amount_differs: 1 },
        oldestOpenMs: 1_001,
      });
      expect(Object.keys(figures.reconciliations.open)).toHaveLength(
        causes.length,
      );
    });

    it("replace what was known of them, and are kept as long as they are open", async () => {
      const ended = { state: "finished" as const, endedAt: T0 };
      await put({ ...begun(one), ...ended }, { ...begun(two), ...ended });
      await putDifferences(difference(one, "a"), difference(one, "b"));
      await putDifferences(difference(one, "b", { resolution: "gone" }));
      expect([await ids("open"), await ids("resolved")]).toEqual([
        ["a"],
        ["b"],
      ]);
      const { upkeep } = store();
      expect(await upkeep.removeOld("differences", T0 + 1, 10)).toBe(1);
      expect(await upkeep.removeOld("reconciliations", T0 + 1, 10)).toBe(1);
      expect((await days()).days).toEqual([one]);
      expect(await ids()).toEqual(["a"]);
    });
  });
}
