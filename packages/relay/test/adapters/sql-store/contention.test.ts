import { describe, expect, it } from "vitest";
import { insert, order } from "./contract/harness.ts";
import { linesOf, startChild } from "./processes/child.ts";
import { sqliteFileOfTest } from "./sqlite-files.ts";

describe("processes that share a SQLite file", () => {
  it("may all open it for the first time at once", async () => {
    const { file, open } = await sqliteFileOfTest();
    const ids = ["a", "b", "c", "d"];
    const children = ids.map((id) => startChild("open-once.ts", file, id));
    for (const child of children) expect(await child.ended).toBe(0);
    const store = await open();
    for (const id of ids) expect(await store.getOrder(id)).toBeDefined();
    await store.close();
  }, 20_000);

  it("lose no update and never hold the same task", async () => {
    const times = 200;
    const { file, open } = await sqliteFileOfTest();
    const store = await open();
    await insert(store, order("shared"));
    const subjects = Array.from({ length: 500 }, (_, i) => String(i));
    await store.transaction(async (tx) => {
      for (const subject of subjects)
        await tx.putTask({ kind: "query_attempt", subject, dueAt: 1 });
    });

    const children = [1, 2].map(() =>
      startChild("count-up.ts", file, order("shared").id, String(times)),
    );
    const leased = (await Promise.all(children.map(linesOf))).flat();
    for (const child of children) expect(await child.ended).toBe(0);

    const after = await store.getOrder(order("shared").id);
    expect(after?.version).toBe(1 + 2 * times);
    expect(after?.tokenEpoch).toBe(1 + 2 * times);
    expect(leased.toSorted()).toEqual(subjects.toSorted());
    await store.close();
  }, 30_000);
});
