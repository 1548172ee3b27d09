/** The routes that the provider has assigned to the merchant. */
import { routeListSchema } from "@malipo/protocol/merchant";
import { mapResult } from "../../domain/errors.ts";
import { listRoutes } from "../../use-cases/payouts/provider-calls.ts";
import { json, route } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";
import { READS } from "./provider-problems.ts";

export const TRANSACTION_ROUTE_ROUTES: readonly Route[] = [
  route({
    id: "listRoutes",
    method: "GET",
    path: "/v1/merchant/routes",
    access: "merchantKey",
    scope: "read",
    summary: "List the routes that the provider has assigned",
    responses: {
      200: json("The routes, cached for several hours.", routeListSchema, {
        routes: [
          {
            id: "c2f0a1de-6d2e-4a8a-9c53-1f64f0a3b7d9",
            category: "Collections",
            description: null,
            integration: "M-Pesa",
            country: "KE",
            active: true,
            channels: [{ type: 172, description: "M-Pesa express" }],
          },
        ],
        fetchedAt: "2026-11-21T06:00:00.000Z",
      }),
    },
    problems: READS,
    handle: async ({ deps }) =>
      mapResult(await listRoutes(deps), ({ routes, fetchedAt }) => ({
        routes,
        fetchedAt: new Date(fetchedAt).toISOString(),
      })),
  }),
];
