import { expect, it } from "vitest";
import type { Alert, AlertMessage } from "../../../../src/domain/alert.ts";
import { NEVER_TRIED } from "../../../../src/domain/message-progress.ts";
import { UP } from "../../../../src/domain/outage.ts";
import type { StoreTransaction } from "../../../../src/ports/store.ts";
import { T0, withStore } from "./harness.ts";
import type { MakeDatabase } from "./harness.ts";

const alert = (id: string, changes: Partial<Alert> = {}): Alert => ({
  id,
  type: "order.paid",
  at: T0,
  about: { orderId: id, amount: { value: 100, currency: "KES" } },
  ...changes,
});

const message = (
  id: string,
  changes: Partial<AlertMessage> = {},
): AlertMessage => ({
  id,
  channel: "email",
  to: "ops@duka.example",
  createdAt: T0,
  groups: [],
  progress: NEVER_TRIED,
  ...changes,
});

const PAGE = { limit: 10 };

export function describeAlerts(make: MakeDatabase): void {
  const { store, change, openAnother } = withStore(make);
  const put = (...alerts: Alert[]) =>
    change(async (tx) => {
      for (const each of alerts) await tx.alerts.insert(each, each.id);
    });
  const gather = (
    which: Parameters<StoreTransaction["alerts"]["gather"]>[0],
    batchId: string,
    now = T0,
  ) => change((tx) => tx.alerts.gather(which, batchId, now));

  it("are there once for each cause, whoever comes first", async () => {
    const other = await openAnother();
    const inserted = await Promise.all([
      change((tx) => tx.alerts.insert(alert("a"), "one cause")),
      other.transaction((tx) => tx.alerts.insert(alert("b"), "one cause")),
    ]);
    expect(inserted.toSorted()).toEqual([false, true]);
    const { items } = await other.alerts.list(PAGE);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      alert: { type: "order.paid", at: T0, heldUntil: null, gatheredAt: null },
      messages: [],
    });
  });

  it("are gathered once by type, with their number, their sums and the oldest 20", async () => {
    await put(
      ...Array.from({ length: 25 }, (_, i) =>
        alert(`a${String(i).padStart(2, "0")}`, { at: T0 - i }),
      ),
      alert("n", { about: { amount: { value: 7, currency: "NGN" } } }),
      alert("u", { type: "payment.unmatched", about: { amount: null } }),
    );
    const [paid, ...others] = await gather(
      { type: "order.paid" },
      "b1",
      T0 + 5,
    );
    expect(others).toEqual([]);
    expect(paid).toMatchObject({
      type: "order.paid",
      count: 26,
      totals: [
        { value: 2_500, currency: "KES" },
        { value: 7, currency: "NGN" },
      ],
    });
    expect(paid?.alerts.map(({ id }) => id)).toEqual(
      Array.from(
        { length: 20 },
        (_, i) => `a${String(24 - i).padStart(2, "0")}`,
      ),
    );
    expect(await gather({ type: "order.paid" }, "b2")).toEqual([]);
    const last = (type: Alert["type"]) =>
      change((tx) => tx.alerts.lastGatheredAt(type));
    expect(await last("order.paid")).toBe(T0 + 5);
    expect(await last("payment.unmatched")).toBeNull();
    const [unmatched] = await gather({ type: "payment.unmatched" }, "b3");
    expect(unmatched).toMatchObject({ count: 1, totals: [] });
  });

  it("that were held are gathered together, and others are left", async () => {
    await put(
      alert("a"),
      alert("b", { type: "order.review" }),
      alert("c", { type: "order.review" }),
      alert("d"),
    );
    await change(async (tx) => {
      await tx.alerts.hold("a", T0 + 10);
      await tx.alerts.hold("b", T0 + 10);
      await tx.alerts.hold("d", T0 + 99);
    });
    expect(await store().alerts.find("a")).toMatchObject({
      heldUntil: T0 + 10,
      gatheredAt: null,
    });
    const groups = await gather({ heldUntil: T0 + 10 }, "b1", T0 + 10);
    expect(
      groups.map(({ type, alerts }) => [type, alerts.map(({ id }) => id)]),
    ).toEqual([
      ["order.paid", ["a"]],
      ["order.review", ["b"]],
    ]);
  });

  it("leave out a sum that no number holds", async () => {
    const most = { value: Number.MAX_SAFE_INTEGER, currency: "KES" };
    await put(
      alert("a", { about: { amount: most } }),
      alert("b", { about: { amount: most } }),
    );
    const [group] = await gather({ type: "order.paid" }, "b1");
    expect(group).toMatchObject({ count: 2, totals: [] });
  });

  it("are listed in pages, newest first, with the messages that they are in", async () => {
    await put(alert("a"), alert("b", { at: T0 + 1 }));
    await change(async (tx) => {
      await tx.alerts.gather({ type: "order.paid" }, "b1", T0);
      await tx.alerts.insertMessage(message("m1"), "b1");
      await tx.alerts.insertMessage(message("m2"), "b1");
      await tx.alerts.insertMessage(message("m3"), "b2");
    });
    const first = await store().alerts.list({ limit: 1 });
    const second = await store().alerts.list({
      limit: 1,
      cursor: first.nextCursor ?? "",
    });
    expect(
      [first, second].map(({ items }) =>
        items.map(({ alert: { id }, messages }) => [
          id,
          messages.map((each) => each.id).toSorted(),
        ]),
      ),
    ).toEqual([[["b", ["m1", "m2"]]], [["a", ["m1", "m2"]]]]);
    expect(second.nextCursor).toBeNull();
  });

  it("have messages that remember how far they have come", async () => {
    const progress = { ...NEVER_TRIED, tries: 2, lastStatus: 451 };
    await change(async (tx) => {
      await tx.alerts.insertMessage(message("m1"), "b1");
      const read = await tx.alerts.getMessage("m1");
      if (read !== undefined)
        await tx.alerts.updateMessage({ ...read, progress });
    });
    expect(await store().alerts.findMessage("m1")).toEqual(
      message("m1", { progress }),
    );
    expect(await store().alerts.findMessage("m2")).toBeUndefined();
    expect(await change((tx) => tx.alerts.getMessage("m2"))).toBeUndefined();
  });

  it("know how each provider is", async () => {
    const down = { ...UP, failingSince: T0, failures: 2 };
    await change((tx) => tx.alerts.putWatch("almara", down));
    const read = (provider: string) =>
      change((tx) => tx.alerts.getWatch(provider));
    expect(await read("almara")).toEqual(down);
    expect(await read("flexpay")).toBeUndefined();
    await change((tx) => tx.alerts.putWatch("almara", UP));
    expect(await read("almara")).toEqual(UP);
  });
}
