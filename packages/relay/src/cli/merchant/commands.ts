/** The merchant API as commands. */
import { currencySchema } from "@malipo/protocol";
import { EXIT_FAILED } from "../exit-codes.ts";
import type { CommandInput, MerchantCommand, Option } from "./command.ts";
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
  limit: { about: "maximum number of results, 1 to 100 (default 20)" },
  cursor: { about: "continue from a previous list" },
};
const PAGE_QUERY = ["limit", "cursor"];
const REASON = { reason: { about: "reason, for your records" } };

const LINK_COLUMNS = {
  ID: "id",
  TITLE: "title",
  AMOUNT: "amount",
  ACTIVE: "active",
  CREATED: "createdAt",
};

const EMPTY_BODY = (): Promise<unknown> => Promise.resolve({});

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

export const MERCHANT_COMMANDS: Readonly<
  Record<string, readonly MerchantCommand[]>
> = {
  orders: [
    {
      name: "list",
      about: "list orders, newest first",
      method: "GET",
      path: "/v1/merchant/orders",
      options: {
        status: { about: "open, pending, paid, expired or cancelled" },
        reference: { about: "your own reference" },
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
        "show an order with its attempts, observations, refunds and deliveries",
      method: "GET",
      path: "/v1/merchant/orders/:id",
    },
    {
      name: "create",
      about:
        "create an order from JSON on standard input (see POST /v1/merchant/orders)",
      method: "POST",
      path: "/v1/merchant/orders",
      body: readJsonInput,
    },
    {
      name: "cancel",
      about: "cancel an unpaid order",
      method: "POST",
      path: "/v1/merchant/orders/:id/cancel",
      body: EMPTY_BODY,
    },
    {
      name: "revoke-tokens",
      about: "revoke all relay tokens of an order and end its event streams",
      method: "POST",
      path: "/v1/merchant/orders/:id/revoke-tokens",
      body: EMPTY_BODY,
    },
  ],
  links: [
    {
      name: "list",
      about: "list payment links, newest first",
      method: "GET",
      path: "/v1/merchant/payment-links",
      options: PAGE,
      query: PAGE_QUERY,
      rows: "paymentLinks",
      columns: LINK_COLUMNS,
    },
    {
      name: "show",
      about: "show a link",
      method: "GET",
      path: "/v1/merchant/payment-links/:id",
    },
    {
      name: "create",
      about:
        "create a link from JSON on standard input (see POST /v1/merchant/payment-links)",
      method: "POST",
      path: "/v1/merchant/payment-links",
      body: readJsonInput,
    },
    {
      name: "change",
      about: "change a link with JSON on standard input; null clears a field",
      method: "PATCH",
      path: "/v1/merchant/payment-links/:id",
      body: readJsonInput,
    },
  ],
  payouts: [
    {
      name: "show",
      about: "show a payout's status and the balances",
      method: "GET",
      path: "/v1/merchant/payouts/:id",
    },
    {
      name: "reject",
      about: "stop a payout that has not been paid yet",
      method: "POST",
      path: "/v1/merchant/payouts/:id/reject",
      body: EMPTY_BODY,
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
      about: "show a bill payment's status",
      method: "GET",
      path: "/v1/merchant/bills/:id",
    },
  ],
  routes: [
    {
      name: "list",
      about: "list the routes that the provider has assigned",
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
      about: "list transfers that are waiting to be accepted",
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
      about: "show a transfer and the provider's notifications about it",
      method: "GET",
      path: "/v1/merchant/transfers/:reference",
    },
    {
      name: "accept",
      about: "accept a transfer",
      method: "POST",
      path: "/v1/merchant/transfers/:reference/accept",
      body: EMPTY_BODY,
    },
    {
      name: "reject",
      about: "reject a transfer",
      method: "POST",
      path: "/v1/merchant/transfers/:reference/reject",
      options: { reason: { about: "reason; the payer may see it" } },
      body: (input) =>
        Promise.resolve({ reason: requireText(input, "reason") }),
    },
  ],
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
    },
    {
      name: "show",
      about: "show a refund",
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
            "amount in major units, for example 150.00 (default: everything that is left)",
        },
        attempt: {
          about: "payment to refund, if there are several",
          value: "id",
        },
        ...REASON,
      },
      body: refundBody,
    },
    {
      name: "reject",
      about: "stop a refund that has not been paid yet",
      method: "POST",
      path: "/v1/merchant/orders/:id/refunds/:refundId/reject",
      body: EMPTY_BODY,
    },
  ],
  deliveries: [
    {
      name: "list",
      about: "list webhook deliveries, newest first",
      method: "GET",
      path: "/v1/merchant/deliveries",
      options: {
        status: { about: "pending, delivered or dead" },
        order: { about: "only of this order", value: "id" },
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
      about: "show a delivery with its payload",
      method: "GET",
      path: "/v1/merchant/deliveries/:id",
    },
    {
      name: "redrive",
      about: "send a webhook again",
      method: "POST",
      path: "/v1/merchant/deliveries/:id/redrive",
      body: EMPTY_BODY,
    },
  ],
  unmatched: [
    {
      name: "list",
      about: "list payments that match no order",
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
