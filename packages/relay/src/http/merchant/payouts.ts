/** The merchant's payouts at a provider. */
import {
  emptyBodySchema,
  payoutRejectionSchema,
  payoutSchema,
} from "@malipo/protocol/merchant";
import { mapResult } from "../../domain/errors.ts";
import {
  readPayout,
  rejectPayout,
} from "../../use-cases/payouts/provider-calls.ts";
import { printable } from "../kit/path-params.ts";
import { body, json, route } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";
import { CHANGES, READS } from "./provider-problems.ts";

const PAYOUT_ID = printable(
  "The payout's `originatorConversationId`.",
  "PAYOUT-17",
);

export const PAYOUT_ROUTES: readonly Route[] = [
  route({
    id: "readPayout",
    method: "GET",
    path: "/v1/merchant/payouts/:id",
    params: { id: PAYOUT_ID },
    access: "merchantKey",
    scope: "read",
    summary: "Read a payout at the provider",
    description:
      "`timed_out` and `unknown` are not final: the money may have been sent.",
    responses: {
      200: json("The payout.", payoutSchema, {
        id: PAYOUT_ID.example,
        providerId: "1000231",
        processed: true,
        status: "paid",
        remarks: null,
        lines: [
          {
            status: "paid",
            amount: { value: 150_000, currency: "KES" },
            fee: null,
            result: { code: "0", description: "Success", advice: "none" },
            recipient: { name: null, phone: "254712345678", account: null },
            reference: null,
            trackingNumber: null,
            receipt: "TKL4XN2A7Q",
            at: "2026-11-21T09:02:41.000Z",
          },
        ],
        balances: null,
      }),
    },
    problems: READS,
    handle: ({ deps }, { params }) => readPayout(deps, params.id),
  }),

  route({
    id: "rejectPayout",
    method: "POST",
    path: "/v1/merchant/payouts/:id/reject",
    params: { id: PAYOUT_ID },
    access: "merchantKey",
    scope: "money_out",
    audit: { object: "payout", param: "id" },
    summary: "Reject a payout that has not been paid",
    description:
      "Returns the result of each line. `provider_conflict` if no line was rejected.",
    body: body(emptyBodySchema, {}),
    responses: {
      200: json("At least one line was rejected.", payoutRejectionSchema, {
        lines: [
          {
            id: PAYOUT_ID.example,
            rejected: true,
            code: "0",
            reason: "Success",
          },
        ],
      }),
    },
    problems: CHANGES,
    handle: async ({ deps }, { params, audit }) =>
      mapResult(await rejectPayout(deps, params.id, audit), (lines) => ({
        lines,
      })),
  }),
];
