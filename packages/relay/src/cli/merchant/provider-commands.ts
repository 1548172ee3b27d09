/** Commands about what a provider keeps: payouts, bills, routes and transfers. */
import type { MerchantCommand } from "./command.ts";
import { EMPTY_BODY, requireText } from "./values.ts";

export const PROVIDER_COMMANDS: Readonly<
  Record<string, readonly MerchantCommand[]>
> = {
  payouts: [
    {
      name: "show",
      about: "show a payout's status and the balances",
      method: "GET",
      path: "/v1/merchant/payouts/:id",
      examples: ["payouts show 7f1c2a9e-payout"],
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
      examples: ["payouts reject 7f1c2a9e-payout"],
    },
  ],
  bills: [
    {
      name: "show",
      about: "show a bill payment's status",
      method: "GET",
      path: "/v1/merchant/bills/:id",
      examples: ["bills show 7f1c2a9e-bill"],
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
      examples: ["routes list"],
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
      examples: ["transfers list"],
    },
    {
      name: "show",
      about: "show a transfer and the provider's notifications about it",
      method: "GET",
      path: "/v1/merchant/transfers/:reference",
      examples: ["transfers show TXN-17"],
    },
    {
      name: "accept",
      about: "accept a transfer",
      method: "POST",
      path: "/v1/merchant/transfers/:reference/accept",
      body: EMPTY_BODY,
      examples: ["transfers accept TXN-17"],
    },
    {
      name: "reject",
      about: "reject a transfer",
      method: "POST",
      path: "/v1/merchant/transfers/:reference/reject",
      options: { reason: { about: "reason; the payer may see it" } },
      body: (input) =>
        Promise.resolve({ reason: requireText(input, "reason") }),
      examples: ['transfers reject TXN-17 --reason "unknown sender"'],
    },
  ],
};
