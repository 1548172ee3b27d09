import { describe, expect, it } from "vitest";
import type { Order } from "../../../../src/domain/order.ts";
import type { PageRequest } from "../../../../src/ports/page.ts";
import type { OrderFilter } from "../../../../src/ports/order-filter.ts";
import { eraseOrderData } from "../../../../src/use-cases/upkeep/erase-order.ts";
import { aPlan, aRefund, seen } from "../../../domain/fixtures.ts";
import {
  insert,
  order,
  orderId,
  T0,
  withAttempt,
  withStore,
} from "./harness.ts";
import type { MakeDatabase } from "./harness.ts";

const ATTEMPT = "7b0c0b0e-52b2-4f0c-9d59-0a3c5f7d0001";

export function describeSearch(make: MakeDatabase): void {
  const { store, change } = withStore(make);
  const find = async (
    q: string,
    filter: OrderFilter = {},
    page: PageRequest = { limit: 10 },
  ): Promise<readonly string[]> => {
    const { items } = await store().listOrders({ ...filter, q }, page);
    return items.map(({ id }) => id);
  };
  const [a, b] = [orderId("a"), orderId("b")];

  describe("the search for orders", () => {
    it("finds one by its id, reference, attempt, account, receipt, refund, phones and e-mail", async () => {
      const customer = {
        phone: "+254 (0) 733 000 111",
        email: "Asha.Otieno@Example.COM",
      };
      const found = order("a", { reference: "Shop-0042", customer });
      await insert(
        store(),
        withAttempt(found, [seen.accepted(), seen.succeeded()], ATTEMPT),
        order("b", { reference: "SHOP-0043" }),
      );
      const refund = aRefund({ orderId: a, attemptId: ATTEMPT });
      await change(async (tx) => {
        const read = await tx.getOrder(a);
        if (read === undefined) throw new Error("it is there");
        await tx.claimReceipt("almara", "SKL7X2Q9WD", ATTEMPT);
        await tx.putRefund(refund);
        await tx.addContact(read, "0722 222 222");
        await tx.addContact(read, "not a number");
      });
      for (const text of [
        a,
        "shop-0042",
        " SHOP-0042 ",
        ATTEMPT.toUpperCase(),
        "SKL7X2Q9WD",
        "skl7 x2q9wd",
        refund.plan.id,
        ...["0712345678", "+254 712-345-678", "254712345678", "712 345 678"],
        ...["0733000111", "0722222222", "asha.otieno@example.com"],
      ])
        expect(await find(text), text).toEqual([a]);
      for (const text of [
        ...["shop", "0712345679", "example.com", "", " ", "%", "'", a.slice(1)],
        "not a number",
      ])
        expect(await find(text), text).toEqual([]);
    });

    it("finds an order by the account of a paybill payment, however it is typed", async () => {
      const attempt = {
        plan: aPlan({
          ...{ orderId: a, phone: null },
          payerReference: "A2B3C4D5E6",
        }),
        facts: withAttempt(order("a"), []).attempts[0]?.facts,
      };
      if (attempt.facts === undefined) throw new Error("it has facts");
      const { facts } = attempt;
      await insert(
        store(),
        order("a", { attempts: [{ plan: attempt.plan, facts }] }),
      );
      for (const text of ["A2B3C4D5E6", "a2b3 c4d5-e6"])
        expect(await find(text)).toEqual([a]);
    });

    it("pages through all orders of one customer, newest first, with the other filters", async () => {
      const made: Order[] = Array.from({ length: 7 }, (_, place) =>
        order(`n${String(place)}`, {
          createdAt: T0 + place,
          reference: place % 2 === 0 ? "SAME" : "OTHER",
          customer: { phone: "0712 345 678" },
          cancelledAt: place === 3 ? T0 : null,
        }),
      );
      await insert(store(), ...made);
      const ids = made.map(({ id }) => id).toReversed();
      for (const [q, filter, expected] of [
        ["0712345678", {}, ids],
        ["same", {}, ids.filter((_, place) => place % 2 === 0)],
        ["0712345678", { status: "cancelled" }, [made[3]?.id]],
        [
          "0712345678",
          { reference: "SAME" },
          ids.filter((_, i) => i % 2 === 0),
        ],
        ["0712345678", { createdFrom: T0 + 5 }, ids.slice(0, 2)],
        ["0712345678", { createdBefore: T0 + 2 }, ids.slice(-2)],
        ["other", { status: "cancelled" }, [made[3]?.id]],
      ] as const) {
        const seenIds: string[] = [];
        let cursor: string | undefined;
        do {
          const page: PageRequest = { limit: 2, cursor };
          const read = await store().listOrders({ ...filter, q }, page);
          seenIds.push(...read.items.map(({ id }) => id));
          cursor = read.nextCursor ?? undefined;
        } while (cursor !== undefined);
        expect(seenIds, `${q} ${JSON.stringify(filter)}`).toEqual(expected);
      }
    });

    it("finds nobody any more who was erased, nor an order that was removed", async () => {
      const customer = { phone: "0712 345 678", email: "a@example.com" };
      const closed = { customer, expiredAt: T0 };
      await insert(store(), order("a", closed), order("b", closed));
      await eraseOrderData(store(), a, T0, "erase");
      expect(await find("0712345678")).toEqual([b]);
      expect(await find("a@example.com")).toEqual([b]);
      await change(async (tx) => {
        const erased = await tx.getOrder(a);
        if (erased !== undefined) await tx.addContact(erased, "0712345678");
        await tx.upkeep.removeOrder(order("b"), []);
      });
      expect(await find("0712345678")).toEqual([]);
      expect(await find(a)).toEqual([a]);
    });
  });
}
