/** Every call of the merchant's side as a command. */
import { currencySchema } from "@malipo/protocol";
import { EXIT_FAILED } from "../exit-codes.ts";
import type { Given, MerchantCommand, Option } from "./command.ts";
import { CliError } from "./relay-client.ts";
import type { RelayClient } from "./relay-client.ts";
import { valueAt } from "./table.ts";
import {
  readAmount,
  readJsonInput,
  requireText,
  textOption,
} from "./values.ts";

const PAGE: Readonly<Record<string, Option>> = {
  limit: { about: "how many, 1 to 100 (20)" },
  cursor: { about: "go on where a list ended" },
};
const PAGE_QUERY = ["limit", "cursor"];
const REASON = { reason: { about: "why, for the record" } };

const LINK_COLUMNS = {
  ID: "id",
  TITLE: "title",
  AMOUNT: "amount",
  ACTIVE: "active",
  CREATED: "createdAt",
};

const WITHOUT_BODY = (): Promise<unknown> => Promise.resolve({});

async function refundBody(given: Given, relay: RelayClient): Promise<unknown> {
  const reason = requireText(given, "reason");
  const attemptId = textOption(given, "attempt");
  const amount = textOption(given, "amount");
  const named = attemptId === undefined ? { reason } : { reason, attemptId };
  if (amount === undefined) return named;
  const order = await relay.call({
    method: "GET",
    path: `/v1/merchant/orders/${encodeURIComponent(given.ids["id"] ?? "")}`,
  });
  const currency = currencySchema.safeParse(
    valueAt(order, "order.amount.currency"),
  ).data;
  if (currency === undefined)
    throw new CliError("the relay names no currency", EXIT_FAILED);
  return { ...named, amount: readAmount(amount, currency) };
}

export const MERCHANT_COMMANDS: Readonly<
  Record<string, readonly MerchantCommand[]>
> = {
  orders: [
    {
      name: "list",
      about: "newest first",
      method: "GET",
      path: "/v1/merchant/orders",
      options: {
        status: { about: "open, pending, paid, expired or cancelled" },
        reference: { about: "the merchant's own reference" },
        from: { about: "created at or after", value: "time" },
        before: { about: "created before", value: "time" },
        ...PAGE,
      },
      query: [
        "status",
        "reference",
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
        METHOD: "attempt.method",
        RECEIPT: "outcome.receipt",
        EXPIRES: "expiresAt",
      },
    },
    {
      name: "show",
      about:
        "one order with its attempts, observations, refunds and deliveries",
      method: "GET",
      path: "/v1/merchant/orders/:id",
    },
    {
      name: "create",
      about: "from the JSON on standard input (see POST /v1/merchant/orders)",
      method: "POST",
      path: "/v1/merchant/orders",
      keyed: true,
      body: readJsonInput,
    },
    {
      name: "cancel",
      about: "end an order that nobody has paid",
      method: "POST",
      path: "/v1/merchant/orders/:id/cancel",
      body: WITHOUT_BODY,
    },
  ],
  links: [
    {
      name: "list",
      about: "newest first",
      method: "GET",
      path: "/v1/merchant/payment-links",
      options: PAGE,
      query: PAGE_QUERY,
      rows: "paymentLinks",
      columns: LINK_COLUMNS,
    },
    {
      name: "show",
      about: "one link",
      method: "GET",
      path: "/v1/merchant/payment-links/:id",
    },
    {
      name: "create",
      about:
        "from the JSON on standard input (see POST /v1/merchant/payment-links)",
      method: "POST",
      path: "/v1/merchant/payment-links",
      keyed: true,
      body: readJsonInput,
    },
    {
      name: "change",
      about:
        "change a link with the JSON on standard input; null clears a value",
      method: "PATCH",
      path: "/v1/merchant/payment-links/:id",
      body: readJsonInput,
    },
  ],
  payouts: [
    {
      name: "show",
      about: "a payout's status, and the balances",
      method: "GET",
      path: "/v1/merchant/payouts/:id",
    },
    {
      name: "reject",
      about: "stop it if it has not been paid yet",
      method: "POST",
      path: "/v1/merchant/payouts/:id/reject",
      body: WITHOUT_BODY,
      rows: "lines",
      columns: {
        ID: "id",
        REJECTED: "rejected",
        CODE: "code",
        REASON: "reason",
      },
    },
  ],
  bills: [
    {
      name: "show",
      about: "a bill payment's status",
      method: "GET",
      path: "/v1/merchant/bills/:id",
    },
  ],
  routes: [
    {
      name: "list",
      about: "the routes that the provider has assigned",
      method: "GET",
      path: "/v1/merchant/routes",
      rows: "routes",
      columns: {
        ID: "id",
        DESCRIPTION: "description",
        INTEGRATION: "integration",
        COUNTRY: "country",
        ACTIVE: "active",
        CHANNELS: "channels",
      },
    },
  ],
  transfers: [
    {
      name: "list",
      about: "transfers waiting to be accepted",
      method: "GET",
      path: "/v1/merchant/transfers/pending",
      rows: "transfers",
      columns: {
        REFERENCE: "reference",
        STATUS: "status",
        FROM: "senderTag",
        AMOUNT: "amount",
        NARRATION: "narration",
        EXPIRES: "expiresAt",
      },
    },
    {
      name: "show",
      about: "one transfer, and the provider's notifications about it",
      method: "GET",
      path: "/v1/merchant/transfers/:reference",
    },
    {
      name: "accept",
      about: "accept a transfer",
      method: "POST",
      path: "/v1/merchant/transfers/:reference/accept",
      body: WITHOUT_BODY,
    },
    {
      name: "reject",
      about: "return a transfer to its sender",
      method: "POST",
      path: "/v1/merchant/transfers/:reference/reject",
      options: { reason: { about: "the payer may see it" } },
      body: (given) =>
        Promise.resolve({ reason: requireText(given, "reason") }),
    },
  ],
  refunds: [
    {
      name: "list",
      about: "of one order",
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
    },
    {
      name: "show",
      about: "one refund",
      method: "GET",
      path: "/v1/merchant/orders/:id/refunds/:refundId",
    },
    {
      name: "create",
      about: "send money back to the payer's phone",
      method: "POST",
      path: "/v1/merchant/orders/:id/refunds",
      options: {
        amount: {
          about:
            "in major units, for example 150.00 (default: all that is left)",
        },
        attempt: { about: "which payment, if there are several" },
        ...REASON,
      },
      keyed: true,
      body: refundBody,
    },
    {
      name: "reject",
      about: "stop it if it has not been paid yet",
      method: "POST",
      path: "/v1/merchant/orders/:id/refunds/:refundId/reject",
      body: WITHOUT_BODY,
    },
  ],
  deliveries: [
    {
      name: "list",
      about: "webhooks, newest first",
      method: "GET",
      path: "/v1/merchant/deliveries",
      options: {
        status: { about: "pending, delivered or dead" },
        order: { about: "of one order", value: "id" },
        ...PAGE,
      },
      query: ["status", "order:orderId", ...PAGE_QUERY],
      rows: "deliveries",
      columns: {
        ID: "id",
        EVENT: "event",
        STATUS: "status",
        TRIES: "tries",
        LAST: "lastStatus",
        CREATED: "createdAt",
      },
    },
    {
      name: "show",
      about: "one webhook with its payload",
      method: "GET",
      path: "/v1/merchant/deliveries/:id",
    },
    {
      name: "redrive",
      about: "send it again",
      method: "POST",
      path: "/v1/merchant/deliveries/:id/redrive",
      body: WITHOUT_BODY,
    },
  ],
  unmatched: [
    {
      name: "list",
      about: "payments that match no order",
      method: "GET",
      path: "/v1/merchant/unmatched-payments",
      options: PAGE,
      query: PAGE_QUERY,
      rows: "unmatchedPayments",
      columns: {
        ID: "id",
        ACCOUNT: "account",
        AMOUNT: "amount",
        PHONE: "phone",
        AT: "at",
      },
    },
  ],
};
