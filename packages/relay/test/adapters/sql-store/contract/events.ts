import { expect, it } from "vitest";
import { insert, order, orderId, T0, undo, withStore } from "./harness.ts";
import type { MakeDatabase } from "./harness.ts";

export function describeEvents(make: MakeDatabase): void {
  const { store, change, openAnother } = withStore(make);
  const event = (id: string) => ({
    id,
    orderId: orderId("a"),
    payload: '{"type":"order.paid","note":"Zoë ✓"}',
    createdAt: T0,
  });
  const put = (...ids: string[]) =>
    change(async (tx) => {
      for (const id of ids) await tx.events.insert(event(id));
    });
  const list = async (after: number | null = null, limit = 10) => {
    const { items, hasMore } = await store().events.list(after, limit);
    const [ids, last] = [items.map(({ id }) => id), items.at(-1)?.position];
    return { ids: ids.join(""), last: last ?? null, hasMore };
  };

  it("are listed as they were written, oldest first, page by page", async () => {
    await insert(store(), order("a"));
    await put("c", "a", "b");
    const { items } = await store().events.list(null, 1);
    expect(items).toMatchObject([event("c")]);
    const first = await list(null, 2);
    expect(first).toMatchObject({ ids: "ca", hasMore: true });
    expect(await list(first.last)).toMatchObject({ ids: "b", hasMore: false });
    const end = (await list()).last;
    expect(await list(end)).toEqual({ ids: "", last: null, hasMore: false });
    await put("d");
    expect(await list(end)).toMatchObject({ ids: "d" });
  });

  it("are written once, and not with a transaction that failed", async () => {
    await insert(store(), order("a"));
    const inserted: boolean[] = [];
    await change(async (tx) => {
      for (const id of ["a", "a"])
        inserted.push(await tx.events.insert(event(id)));
      expect([await tx.events.has("a"), await tx.events.has("b")]).toEqual([
        true,
        false,
      ]);
    });
    expect(inserted).toEqual([true, false]);
    await undo(store(), async (tx) => {
      await tx.events.insert(event("b"));
    });
    expect(await list()).toMatchObject({ ids: "a" });
  });

  it("have positions that no later one goes below, also when all were removed", async () => {
    await insert(store(), order("a"));
    await put("a", "b");
    const { last } = await list();
    await store().upkeep.removeOld("events", T0 + 1, 10);
    expect(await list()).toMatchObject({ ids: "" });
    await put("c");
    expect(await list(last)).toMatchObject({ ids: "c" });
  });

  it("come behind those that were read, however long their transaction took", async () => {
    await insert(store(), order("a"), order("b"));
    let commit = (): void => undefined;
    const isReady = new Promise<void>((resolve) => {
      commit = resolve;
    });
    const slow = change(async (tx) => {
      await tx.events.insert(event("a"));
      await isReady;
    });
    // SQLite has one writer at a time, and so no second one meanwhile.
    const quick = change(async (tx) => {
      await tx.events.insert({ ...event("b"), orderId: orderId("b") });
    });
    await Promise.race([
      quick,
      new Promise((resolve) => setTimeout(resolve, 100)),
    ]);
    const before = await list();
    commit();
    await Promise.all([slow, quick]);
    const after = await list(before.last);
    expect(["ab", "ba"]).toContain(`${before.ids}${after.ids}`);
  });

  it("are given their positions once, by many readers", async () => {
    await insert(store(), order("a"));
    await put("a", "b", "c", "d", "e", "f", "g", "h");
    const another = await openAnother();
    const seen = await Promise.all(
      [store(), another, store(), another].map((each) =>
        each.events.list(null, 5),
      ),
    );
    for (const { items } of seen)
      expect(items.map(({ id }) => id).join("")).toBe("abcde");
    expect(await list()).toMatchObject({ ids: "abcdefgh" });
  });

  it("are listed newest first, all that are committed, and those before a position", async () => {
    await insert(store(), order("a"));
    await put("a", "b");
    await list(null, 1);
    await put("c", "d");
    const newest = async (before: number | null, limit: number) => {
      const { items, hasMore } = await store().events.listNewest(before, limit);
      return { ids: items.map(({ id }) => id).join(""), items, hasMore };
    };
    const first = await newest(null, 3);
    expect(first).toMatchObject({ ids: "dcb", hasMore: true });
    await put("e");
    const last = first.items.at(-1)?.position ?? null;
    expect(await newest(last, 3)).toMatchObject({ ids: "a", hasMore: false });
    expect(await newest(null, 1)).toMatchObject({ ids: "e", hasMore: true });
    expect(await list()).toMatchObject({ ids: "abcde" });
  });

  it("go with their order", async () => {
    await insert(store(), order("a"));
    await put("a");
    await change((tx) => tx.upkeep.removeOrder(order("a"), []));
    expect(await list()).toMatchObject({ ids: "" });
  });
}
