/** The figures of a shop. */
import { rangeQuerySchema, summarySchema } from "@malipo/protocol/merchant";
import { readSummary } from "../../use-cases/summary/read-summary.ts";
import { json, route } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";

const PAID = {
  status: "paid",
  method: "mpesa",
  provider: "examplepay",
  count: 41,
  amount: { value: 10_250_000, currency: "KES" },
} as const;

export const SUMMARY_ROUTES: readonly Route[] = [
  route({
    id: "readSummary",
    method: "GET",
    path: "/v1/merchant/summary",
    access: "merchantKey",
    scope: "read",
    summary: "Read what was sold in a time, and what waits for a person",
    description:
      "`from` and `to` are times, or days of the merchant's time zone (`MALIPO_TIME_ZONE`): `to=2026-11-30` includes the whole day. Without `from`, the last 30 days; at most 366. Orders count for the time when they were created, in whole quarters of an hour. Orders that were removed because nobody paid them stay counted.",
    query: rangeQuerySchema,
    responses: {
      200: json("The figures.", summarySchema, {
        from: "2026-11-20T21:00:00.000Z",
        to: "2026-11-21T21:00:00.000Z",
        timeZone: "Africa/Nairobi",
        totals: [PAID],
        days: [{ day: "2026-11-21", totals: [PAID] }],
        successRate: 0.91,
        promptToPaid: { count: 41, p50Seconds: 17.5, p95Seconds: 42 },
        providers: { examplepay: "up" },
        backlog: {
          tasks: [{ kind: "query_attempt", due: 0, oldestDueMs: 0 }],
          pendingDeliveries: 0,
        },
        openBalances: [
          {
            count: 3,
            paid: { value: 450_000, currency: "KES" },
            due: { value: 1_050_000, currency: "KES" },
          },
        ],
        attention: {
          reviews: 1,
          overpaid: 0,
          refundsInReview: 0,
          unmatchedPayments: 2,
          undecidedTransfers: 0,
          deadDeliveries: 0,
        },
      }),
    },
    handle: async ({ deps, health }, { query }) =>
      readSummary(deps, query, await health.providers()),
  }),
];
