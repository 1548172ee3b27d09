/** Commands about payments that came without an order. */
import { UNMATCHED_PAYMENT_STATES } from "@malipo/protocol/merchant";
import type { MerchantCommand } from "./command.ts";
import { oneOf, PAGE, PAGE_QUERY } from "./page-options.ts";
import { requireText } from "./values.ts";

export const UNMATCHED_COMMANDS: Readonly<
  Record<string, readonly MerchantCommand[]>
> = {
  unmatched: [
    {
      name: "list",
      about: "list payments that came without an order, newest first",
      method: "GET",
      path: "/v1/merchant/unmatched-payments",
      options: {
        state: oneOf(UNMATCHED_PAYMENT_STATES),
        ...PAGE,
      },
      query: ["state", ...PAGE_QUERY],
      rows: "unmatchedPayments",
      columns: {
        ID: "id",
        STATE: "state",
        ACCOUNT: "account",
        AMOUNT: "amount",
        NAME: "payerName",
        PHONE: "phone",
        AT: "at",
      },
      examples: ["unmatched list", "unmatched list --state open"],
    },
    {
      name: "show",
      about: "show a payment and what was decided about it",
      method: "GET",
      path: "/v1/merchant/unmatched-payments/:id",
      examples: ["unmatched show TKL4XN2A7Q"],
    },
    {
      name: "raw",
      about: "show the provider's message as it came",
      method: "GET",
      path: "/v1/merchant/unmatched-payments/:id/raw",
      examples: ["unmatched raw TKL4XN2A7Q"],
    },
    {
      name: "preview",
      about: "show what an order would become by a payment; changes nothing",
      method: "GET",
      path: "/v1/merchant/unmatched-payments/:id/orders/:orderId",
      examples: ["unmatched preview TKL4XN2A7Q ord_01jd4q2k7b8n9m0p1q2r3s4t5u"],
    },
    {
      name: "assign",
      about: "count a payment for an order; this can't be undone",
      method: "POST",
      path: "/v1/merchant/unmatched-payments/:id/assign",
      options: { order: { about: "the order that it pays", value: "id" } },
      body: (input) =>
        Promise.resolve({ orderId: requireText(input, "order") }),
      examples: [
        "unmatched assign TKL4XN2A7Q --order ord_01jd4q2k7b8n9m0p1q2r3s4t5u",
      ],
    },
    {
      name: "dismiss",
      about: "dismiss a payment that belongs to no order",
      method: "POST",
      path: "/v1/merchant/unmatched-payments/:id/dismiss",
      options: { note: { about: "why, for your records" } },
      body: (input) => Promise.resolve({ note: requireText(input, "note") }),
      examples: ['unmatched dismiss TKL4XN2A7Q --note "sent back by hand"'],
    },
  ],
};
