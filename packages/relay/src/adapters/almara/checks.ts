/**
 * The checks of `malipo doctor` for Almara Pay: the API, the credentials, and whether the configured routes are
 * assigned.
 */
import { isSameId } from "../../domain/same-id.ts";
import type { DoctorCheck } from "../provider-module.ts";
import {
  bad,
  describeFailure,
  good,
  healthCheck,
} from "../provider-http/checks.ts";
import type { Almara } from "./create-almara.ts";
import type { AlmaraSettings } from "./lib/settings.ts";

export function almaraChecks(
  { findHealthFault, routes }: Pick<Almara, "findHealthFault" | "routes">,
  settings: Pick<AlmaraSettings, "cardRouteId" | "payoutRouteId">,
): readonly DoctorCheck[] {
  const configured = [
    ["ALMARA_CARD_ROUTE_ID", settings.cardRouteId],
    ["ALMARA_PAYOUT_ROUTE_ID", settings.payoutRouteId],
  ] as const;
  return [
    healthCheck(findHealthFault, "ALMARA_API_URL"),
    {
      name: "credentials and routes",
      run: async () => {
        const result = await routes.list();
        if (result.kind !== "found") return bad(describeFailure(result));
        const assigned = result.value.routes;
        const unknown = configured.flatMap(([name, id]) =>
          id === null || assigned.some((route) => isSameId(route.id, id))
            ? []
            : [name],
        );
        return unknown.length === 0
          ? good(`accepted; routes assigned: ${assigned.length}`)
          : bad(
              `${unknown.join(" and ")} is not among the assigned routes (malipo routes list)`,
            );
      },
    },
  ];
}
