/**
 * Fetches the routes. Fields from https://docs.zamupay.com/find-transaction-routes-25375898e0 and
 * https://docs.wapipay.io/reference/get-routes-1.
 */
import { z } from "zod";
import type { Route } from "../../../domain/route.ts";
import type { ProviderResult } from "../../../ports/provider-result.ts";
import { fields, looseText } from "../../provider-http/fields.ts";
import type { Context } from "../lib/context.ts";
import { readMerchantResponse, unavailable } from "../lib/merchant-response.ts";

const routeSchema = fields({
  id: looseText,
  category: looseText,
  categoryDescription: looseText,
  categoryIsEnabled: z.unknown(),
  // Misspelled in one of these documents.
  routeIntergration: looseText,
  routeIntegration: looseText,
  country: looseText,
  routeIsActive: z.unknown(),
  channelTypes: z
    .array(fields({ channelType: looseText, channelDescription: looseText }))
    .nullish(),
});

const routesSchema = fields({ routes: z.array(routeSchema) });

export async function fetchRoutes({
  settings,
  api,
}: Context): Promise<ProviderResult<readonly Route[]>> {
  const response = await api({
    method: "GET",
    path: settings.paths.routes,
    timeoutMs: settings.timeouts.readMs,
  });
  const parsed = readMerchantResponse(response, "reads");
  // The call has no id that could be unknown.
  if (parsed.kind === "not_found") return unavailable("HTTP 404", "reads");
  if (parsed.kind !== "content") return parsed;
  const routes = routesSchema.safeParse(parsed.content).data?.routes;
  return routes === undefined
    ? unavailable("no routes in the response", "reads")
    : { kind: "found", value: routes.flatMap(toRoute) };
}

/** Drops routes without an id, because they can't be configured. */
function toRoute(route: z.infer<typeof routeSchema>): readonly Route[] {
  if (route.id === null) return [];
  return [
    {
      id: route.id,
      category: route.category,
      description: route.categoryDescription,
      integration: route.routeIntergration ?? route.routeIntegration,
      country: route.country,
      active: route.routeIsActive === true && route.categoryIsEnabled !== false,
      channels: (route.channelTypes ?? []).flatMap(
        ({ channelType, channelDescription: description }) =>
          channelType !== null && /^\d{1,6}$/.test(channelType)
            ? [{ type: Number(channelType), description }]
            : [],
      ),
    },
  ];
}
