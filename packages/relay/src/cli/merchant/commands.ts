/** The merchant API as commands. */
import { ALERT_COMMANDS } from "./alert-commands.ts";
import { currencySchema } from "@malipo/protocol";
import { DELIVERY_STATUSES, LINK_STATES } from "@malipo/protocol/merchant";
import { EXIT_FAILED } from "../exit-codes.ts";
import type { CommandInput, MerchantCommand } from "./command.ts";
import { ENDPOINT_COMMANDS, EVENT_COMMANDS } from "./endpoint-commands.ts";
import { EXPORT_COMMANDS } from "./export-commands.ts";
import { API_KEY_COMMANDS, AUDIT_COMMAND } from "./key-commands.ts";
import { ORDER_COMMANDS } from "./order-commands.ts";
import { oneOf, PAGE, PAGE_QUERY } from "./page-options.ts";
import { PROVIDER_COMMANDS } from "./provider-commands.ts";
import {
  RECONCILE_COMMAND,
  RECONCILIATION_COMMANDS,
} from "./reconciliation-commands.ts";
import { CliError } from "./relay-client.ts";
import type { RelayClient } from "./relay-client.ts";
import { valueAt } from "./table.ts";
import { SETTINGS_COMMANDS } from "./settings-commands.ts";
import { SUMMARY_COMMANDS } from "./summary-commands.ts";
import { UNMATCHED_COMMANDS } from "./unmatched-commands.ts";
import {
  EMPTY_BODY,
  readAmount,
  readJsonInput,
  requireText,
  textOption,
} from "./values.ts";

const REASON = { reason: { about: "reason, for your records" } };

const LINK_COLUMNS = {
  ID: "id",
  TITLE: "title",
  AMOUNT: "amount",
  ACTIVE: "active",
  CREATED: "createdAt",
};

async function refundBody(
  input: CommandInput,
  relay: RelayClient,
): Promise<unknown> {
  const reason = requireText(input, "reason");
  const attemptId = textOption(input, "attempt");
  const amount = textOption(input, "amount");
  const base = attemptId === undefined ? { reason } : { reason, attemptId };
  if (amount === undefined) return base;
  const order = await relay.call({
    method: "GET",
    route: "/v1/merchant/orders/:id",
    path: input.ids,
  });
  const currency = currencySchema.safeParse(
    valueAt(order, "order.amount.currency"),
  ).data;
  if (currency === undefined)
    throw new CliError("the relay's response has no currency", EXIT_FAILED);
  return { ...base, amount: readAmount(amount, currency) };
}

/** The groups in one line each. */
export const GROUP_ABOUTS: Readonly<Record<string, string>> = {
  orders: "list, show, create, check and cancel orders",
  links: "payment links",
  payouts: "payouts, by the provider's id",
  bills: "bill payments, by the provider's id",
  routes: "the provider's routes",
  transfers: "transfers that are waiting to be accepted",
  refunds: "send money back",
  deliveries: "webhooks, and sending them again",
  export: "orders, refunds and more as CSV",
  summary: "the shop's figures",
  reconciliations: "past days, compared with the provider",
  unmatched: "payments that came without an order",
  events: "what webhooks say, as a list",
  "webhook-endpoints": "where webhooks are sent",
  alerts: "what the people of the shop are told",
  "api-keys": "keys of the merchant API",
  settings: "what the relay was started with",
};

/** Those without a second word. */
export const SINGLE_COMMANDS: readonly MerchantCommand[] = [
  AUDIT_COMMAND,
  RECONCILE_COMMAND,
];

export const MERCHANT_COMMANDS: Readonly<
  Record<string, readonly MerchantCommand[]>
> = {
  orders: ORDER_COMMANDS,
  links: [
    {
      name: "list",
      about: "list payment links, newest first",
      method: "GET",
      path: "/v1/merchant/payment-links",
      options: {
        search: {
          about: "by part of the title or the reference, or by id",
          value: "text",
        },
        state: oneOf(LINK_STATES),
        ...PAGE,
      },
      query: ["search:q", "state", ...PAGE_QUERY],
      rows: "paymentLinks",
      columns: LINK_COLUMNS,
      examples: ["links list", "links list --state active"],
    },
    {
      name: "show",
      about: "show a link",
      method: "GET",
      path: "/v1/merchant/payment-links/:id",
      examples: ["links show pl_01jd4q2k7b8n9m0p1q2r3s4t5u"],
    },
    {
      name: "statistics",
      about: "how many orders a link has, how many are paid, and what is left",
      method: "GET",
      path: "/v1/merchant/payment-links/:id/statistics",
      examples: ["links statistics pl_01jd4q2k7b8n9m0p1q2r3s4t5u"],
    },
    {
      name: "create",
      about:
        "create a link from JSON on standard input (see POST /v1/merchant/payment-links)",
      method: "POST",
      path: "/v1/merchant/payment-links",
      body: readJsonInput,
      examples: ["links create < link.json"],
    },
    {
      name: "change",
      about: "change a link with JSON on standard input; null clears a field",
      method: "PATCH",
      path: "/v1/merchant/payment-links/:id",
      body: readJsonInput,
      examples: ["links change pl_01jd4q2k7b8n9m0p1q2r3s4t5u < changes.json"],
    },
  ],
  ...PROVIDER_COMMANDS,
  refunds: [
    {
      name: "list",
      about: "list an order's refunds",
      method: "GET",
      path: "/v1/merchant/orders/:id/refunds",
      rows: "refunds",
      columns: {
        ID: "id",
        STATUS: "status",
        AMOUNT: "amount",
        REASON: "reason",
        CREATED: "createdAt",
      },
      examples: ["refunds list ord_01jd4q2k7b8n9m0p1q2r3s4t5u"],
    },
    {
      name: "show",
      about: "show a refund",
      method: "GET",
      path: "/v1/merchant/orders/:id/refunds/:refundId",
      examples: [
        "refunds show ord_01jd4q2k7b8n9m0p1q2r3s4t5u ref_01jd4q2k7b8n9m0p1q2r3s4t5u",
      ],
    },
    {
      name: "create",
      about: "send money back to the payer's phone",
      method: "POST",
      path: "/v1/merchant/orders/:id/refunds",
      options: {
        amount: {
          about:
            "amount in major units, for example 150.00 (default: everything that is left)",
        },
        attempt: {
          about: "payment to refund, if there are several",
          value: "id",
        },
        ...REASON,
      },
      body: refundBody,
      examples: [
        'refunds create ord_01jd4q2k7b8n9m0p1q2r3s4t5u --reason "too small"',
        "refunds create ord_01jd4q2k7b8n9m0p1q2r3s4t5u --amount 150.00 --reason damaged",
      ],
    },
    {
      name: "reject",
      about: "stop a refund that has not been paid yet",
      method: "POST",
      path: "/v1/merchant/orders/:id/refunds/:refundId/reject",
      body: EMPTY_BODY,
      examples: [
        "refunds reject ord_01jd4q2k7b8n9m0p1q2r3s4t5u ref_01jd4q2k7b8n9m0p1q2r3s4t5u",
      ],
    },
  ],
  deliveries: [
    {
      name: "list",
      about: "list webhook deliveries, newest first",
      method: "GET",
      path: "/v1/merchant/deliveries",
      options: {
        status: oneOf(DELIVERY_STATUSES),
        order: { about: "only of this order", value: "id" },
        endpoint: { about: "only to this webhook endpoint", value: "id" },
        attention: {
          about: "any: only those that a person can send again",
          value: "kind",
        },
        ...PAGE,
      },
      query: [
        "status",
        "order:orderId",
        "endpoint",
        "attention",
        ...PAGE_QUERY,
      ],
      rows: "deliveries",
      columns: {
        ID: "id",
        EVENT: "event",
        REFERENCE: "reference",
        ENDPOINT: "endpointId",
        STATUS: "status",
        TRIES: "tries",
        LAST: "lastStatus",
        CREATED: "createdAt",
      },
      examples: ["deliveries list", "deliveries list --status dead"],
    },
    {
      name: "show",
      about: "show a delivery with its payload",
      method: "GET",
      path: "/v1/merchant/deliveries/:id",
      examples: ["deliveries show msg_3q2xVb0yT1uH5cK8nZpL6w"],
    },
    {
      name: "redrive",
      about: "send a webhook again",
      options: {
        to: {
          about: "send it from here to this address, and not by the relay",
          value: "url",
        },
      },
      instead: async (input, relay, context) => {
        const to = textOption(input, "to");
        if (to === undefined) return undefined;
        const { sendAgain } = await import("../webhooks/send-again.ts");
        return sendAgain(input.ids["id"] ?? "", to, relay, context);
      },
      method: "POST",
      path: "/v1/merchant/deliveries/:id/redrive",
      body: EMPTY_BODY,
      examples: [
        "deliveries redrive msg_3q2xVb0yT1uH5cK8nZpL6w",
        "deliveries redrive msg_3q2xVb0yT1uH5cK8nZpL6w --to http://localhost:3000/webhooks",
      ],
    },
  ],
  ...UNMATCHED_COMMANDS,
  ...EXPORT_COMMANDS,
  ...SUMMARY_COMMANDS,
  reconciliations: RECONCILIATION_COMMANDS,
  events: EVENT_COMMANDS,
  "webhook-endpoints": ENDPOINT_COMMANDS,
  alerts: ALERT_COMMANDS,
  "api-keys": API_KEY_COMMANDS,
  ...SETTINGS_COMMANDS,
};
