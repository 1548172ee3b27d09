/** Orders, as a shop's people look for them and act on them. */
import { ORDER_STATUSES } from "@malipo/protocol";
import { ATTENTION_FILTERS } from "@malipo/protocol/merchant";
import type { MerchantCommand } from "./command.ts";
import { oneOf, PAGE, PAGE_QUERY } from "./page-options.ts";
import {
  EMPTY_BODY,
  readJsonInput,
  readVersion,
  requireText,
} from "./values.ts";

export const ORDER_COMMANDS: readonly MerchantCommand[] = [
  {
    name: "list",
    about: "list orders, newest first",
    method: "GET",
    path: "/v1/merchant/orders",
    options: {
      search: {
        about: "by reference, id, receipt, phone, e-mail or the provider's id",
        value: "text",
      },
      status: oneOf(ORDER_STATUSES),
      attention: {
        ...oneOf(ATTENTION_FILTERS, "only those that need a person: "),
        value: "kind",
      },
      "partly-paid": {
        about: "only those that are partly paid while the rest can still come",
        flag: true,
      },
      reference: { about: "your own reference" },
      link: { about: "made for this payment link", value: "id" },
      from: {
        about: "created from this day or time on",
        value: "time",
      },
      before: { about: "created before this day or time", value: "time" },
      ...PAGE,
    },
    query: [
      "search:q",
      "status",
      "attention",
      "partly-paid:partlyPaid",
      "reference",
      "link:paymentLink",
      "from:createdFrom",
      "before:createdBefore",
      ...PAGE_QUERY,
    ],
    rows: "orders",
    columns: {
      ID: "id",
      REFERENCE: "reference",
      STATUS: "status",
      AMOUNT: "amount",
      DUE: "amountDue",
      METHOD: "attempt.method",
      RECEIPT: "outcome.receipt",
      EXPIRES: "expiresAt",
    },
    examples: [
      "orders list",
      'orders list --search "0712 345 678"',
      "orders list --status paid --from 2026-11-01",
      "orders list --attention any",
      "orders list --partly-paid",
      "orders list --json --limit 100",
    ],
  },
  {
    name: "show",
    about:
      "show an order with its attempts, observations, refunds and deliveries",
    method: "GET",
    path: "/v1/merchant/orders/:id",
    examples: ["orders show ord_01jd4q2k7b8n9m0p1q2r3s4t5u"],
  },
  {
    name: "create",
    about:
      "create an order from JSON on standard input (see POST /v1/merchant/orders)",
    method: "POST",
    path: "/v1/merchant/orders",
    body: readJsonInput,
    examples: ["orders create < order.json"],
  },
  {
    name: "check",
    about: "ask the provider now whether an order has been paid",
    method: "POST",
    path: "/v1/merchant/orders/:id/check",
    body: EMPTY_BODY,
    examples: ["orders check ord_01jd4q2k7b8n9m0p1q2r3s4t5u"],
  },
  {
    name: "cancel",
    about: "cancel an unpaid order",
    method: "POST",
    path: "/v1/merchant/orders/:id/cancel",
    body: EMPTY_BODY,
    examples: ["orders cancel ord_01jd4q2k7b8n9m0p1q2r3s4t5u"],
  },
  {
    name: "resolve",
    about: "say that what was wrong with an order or its refund is settled",
    method: "POST",
    path: "/v1/merchant/orders/:id/resolve",
    options: {
      note: { about: "what was found and done, for your records" },
      version: {
        about: "of the order that you looked at; refused if it has changed",
        value: "number",
      },
    },
    body: (input) =>
      Promise.resolve({
        note: requireText(input, "note"),
        ...readVersion(input),
      }),
    examples: [
      'orders resolve ord_01jd4q2k7b8n9m0p1q2r3s4t5u --note "sent KES 510 back by hand"',
    ],
  },
  {
    name: "revoke-tokens",
    about: "revoke all relay tokens of an order and end its event streams",
    method: "POST",
    path: "/v1/merchant/orders/:id/revoke-tokens",
    body: EMPTY_BODY,
    examples: ["orders revoke-tokens ord_01jd4q2k7b8n9m0p1q2r3s4t5u"],
  },
];
