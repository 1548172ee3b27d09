import { describe, expect, it } from "vitest";
import type { Order } from "../../../../src/domain/order.ts";
import type { Page } from "../../../../src/ports/page.ts";
import type { Store } from "../../../../src/ports/store.ts";
import type { OrderFilter } from "../../../../src/ports/order-filter.ts";
import { seen } from "../../../domain/fixtures.ts";
import { insert, order, T0, withAttempt, withStore } from "./harness.ts";
import type { MakeDatabase } from "./harness.ts";

/** Reads a list to its end, `limit` items at a time. */
async function readAll<T>(
  read: (cursor: string | undefined) => Promise<Page<T>>,
): Promise<readonly T[][]> {
  const pages: T[][] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    pages.push([...page.items]);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return pages;
}

const names = (orders: readonly Order[]): string[] =>
  orders.map(({ id }) => id.slice("ord_".length).replace(/0+$/, ""));

async function listed(store: Store, filter: OrderFilter): Promise<string[]> {
  const page = await store.listOrders(filter, { limit: 100 });
  expect(page.nextCursor).toBeNull();
  return names(page.items);
}

export function describeLists(make: MakeDatabase): void {
  const { store, update } = withStore(make);
  const list = (filter: OrderFilter) => listed(store(), filter);
  /** One order for each name, a millisecond apart; `of` says how one differs. */
  const insertAll = (
    orderNames: string,
    of: (name: string) => Partial<Order> = () => ({}),
  ) => {
    const orders = orderNames
      .split(" ")
      .map((name, place) =>
        order(name, { createdAt: T0 + place, ...of(name) }),
      );
    return insert(store(), ...orders);
  };

  describe("the list of orders", () => {
    it("is empty at first", async () => {
      expect(await store().listOrders({}, { limit: 10 })).toEqual({
        items: [],
        nextCursor: null,
      });
    });

    it("is newest first, with whole orders", async () => {
      const older = withAttempt(withAttempt(order("older")), [seen.pending(5)]);
      const newer = order("newer", { createdAt: T0 + 1 });
      await insert(store(), older, newer);
      const page = await store().listOrders({}, { limit: 10 });
      expect(page).toEqual({ items: [newer, older], nextCursor: null });
    });

    it.each([1, 2, 3, 7, 8])(
      "comes complete and once, %i at a time, also for orders of one moment",
      async (limit) => {
        const all = "a b c d e f g".split(" ").map((name, place) => {
          const made = order(name, { createdAt: T0 + (place >> 1) });
          return withAttempt(withAttempt(made));
        });
        await insert(store(), ...all);
        const pages = await readAll((cursor) =>
          store().listOrders({}, { limit, cursor }),
        );
        const sorted = all.toSorted(
          (a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1),
        );
        expect(pages.flat()).toEqual(sorted);
        expect(pages.length).toBe(Math.ceil(all.length / limit));
      },
    );

    it("does not shift under the reader when orders are added", async () => {
      await insertAll("a b c d");
      const first = await store().listOrders({}, { limit: 2 });
      await insert(store(), order("z", { createdAt: T0 + 9 }));
      const cursor = first.nextCursor ?? undefined;
      const rest = await store().listOrders({}, { limit: 2, cursor });
      expect(names(first.items)).toEqual(["d", "c"]);
      expect(names(rest.items)).toEqual(["b", "a"]);
      expect(rest.nextCursor).toBeNull();
    });

    it("is filtered by reference and time", async () => {
      await insertAll("a b c d", (name) => ({
        reference: "ac".includes(name) ? "EVEN" : "ODD",
      }));
      for (const [filter, expected] of [
        [{ reference: "EVEN" }, ["c", "a"]],
        [{ reference: "even" }, []],
        [{ createdFrom: T0 + 2 }, ["d", "c"]],
        [{ createdBefore: T0 + 2 }, ["b", "a"]],
        [{ createdFrom: T0 + 1, createdBefore: T0 + 3 }, ["c", "b"]],
        [{ reference: "ODD", createdBefore: T0 + 3 }, ["b"]],
      ] as const)
        expect(await list(filter)).toEqual(expected);
    });

    it("is filtered by the status that the order has by now", async () => {
      const open = order("open");
      const expired = order("expired", { expiredAt: T0 });
      const cancelled = order("cancelled", { cancelledAt: T0 });
      const paid = withAttempt(order("paid"), [seen.succeeded()]);
      const pending = withAttempt(order("pending"), [seen.accepted()]);
      await insert(store(), open, expired, cancelled, paid, pending);
      for (const status of ["open", "expired", "cancelled", "paid", "pending"])
        expect(await list({ status })).toEqual([status]);
      expect(await list({ status: "unheard" })).toEqual([]);

      await update(withAttempt(open, [seen.succeeded()]));
      expect(await list({ status: "open" })).toEqual([]);
      expect(await list({ status: "paid" })).toEqual(["paid", "open"]);
    });

    it("is filtered by what needs a person", async () => {
      const twice = withAttempt(
        withAttempt(order("twice"), [seen.succeeded()]),
        [seen.succeeded()],
      );
      const wrong = withAttempt(order("wrong"), [
        seen.succeeded(25, { value: 1, currency: "KES" }),
      ]);
      await insert(store(), order("open"), twice, wrong);
      expect(await list({ attention: "any" })).toEqual(["wrong", "twice"]);
      expect(await list({ attention: "review" })).toEqual(["wrong"]);
      expect(await list({ attention: "overpaid" })).toEqual(["twice"]);
    });

    it("follows an order whose reference and time change", async () => {
      await insertAll("a b");
      const changes = { version: 2, reference: "RENAMED", createdAt: T0 + 2 };
      await update(order("a", changes));
      expect(await list({ reference: "RENAMED" })).toEqual(["a"]);
      expect(await list({ reference: order("a").reference })).toEqual(["b"]);
      expect(await list({})).toEqual(["a", "b"]);
    });

    it("pages within its filter", async () => {
      await insertAll("a b c d e", (name) => ({
        reference: name === "c" ? "OTHER" : "SAME",
      }));
      const pages = await readAll((cursor) =>
        store().listOrders({ reference: "SAME" }, { limit: 2, cursor }),
      );
      expect(pages.map(names)).toEqual([
        ["e", "d"],
        ["b", "a"],
      ]);
    });

    it("refuses a cursor or a limit that it never gave out", async () => {
      const refused = { name: "InvalidPageError", code: "invalid_request" };
      for (const cursor of ["", "!!!", "bm90IGEgY3Vyc29y"])
        await expect(
          store().listOrders({}, { limit: 1, cursor }),
        ).rejects.toMatchObject(refused);
      for (const limit of [0, -1, 1.5, Number.NaN])
        await expect(store().listOrders({}, { limit })).rejects.toMatchObject(
          refused,
        );
    });
  });
}
