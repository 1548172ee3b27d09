import { createMerchantClient } from "@malipo/client";
import { expect, it } from "vitest";
import {
  idsOf,
  isComplete,
  loadDesk,
  totalOf,
} from "../src/pages/attention/desk.ts";
import type { Desk } from "../src/pages/attention/desk.ts";

const COUNTS = {
  reviews: 25,
  overpaid: 40,
  refundsInReview: 2,
  unmatchedPayments: 0,
  undecidedTransfers: 0,
  deadDeliveries: 3,
};

interface Listed {
  readonly orders?: readonly object[];
  readonly nextCursor?: string;
}

/** What a relay with these orders lists, by `attention`. */
const load = (lists: Readonly<Record<string, Listed>>): Promise<Desk> => {
  const client = createMerchantClient({
    relay: "https://relay.example",
    key: null,
    fetch: (input) => {
      const { pathname, searchParams } = new URL(input);
      const list = lists[searchParams.get("attention") ?? ""] ?? {};
      const body = pathname.endsWith("/summary")
        ? { attention: COUNTS }
        : {
            ...{ orders: [], unmatchedPayments: [], deliveries: [] },
            ...{ nextCursor: null, ...list },
          };
      return Promise.resolve(Response.json(body));
    },
  });
  return loadDesk(client, new AbortController().signal);
};

const order = (id: string, ...attention: string[]): object => ({
  id,
  // Flags stay on record when they are settled.
  flags: { late: false, overpaid: true, review: true },
  attention,
});

it("counts overpaid orders as the figures do, also where all that are listed need a review", async () => {
  const both = [order("1", "review", "overpaid")];
  const desk = await load({
    review: { orders: both, nextCursor: "more" },
    overpaid: { orders: both, nextCursor: "more" },
  });
  expect(desk.overpaid).toEqual([]);
  expect(totalOf(desk, "overpaid")).toBe(40);
  expect(totalOf(desk, "reviews")).toBe(25);
  expect(isComplete(desk)).toBe(false);
});

it("lists an overpaid order whose review is settled", async () => {
  const desk = await load({ overpaid: { orders: [order("1", "overpaid")] } });
  expect(idsOf(desk)).toEqual(["1"]);
});

it("counts orders and not refunds where all of them are listed", async () => {
  const desk = await load({ refund: { orders: [order("1")] } });
  expect(totalOf(desk, "refunds")).toBe(1);
  expect(isComplete(desk)).toBe(true);
});
