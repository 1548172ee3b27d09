/** The account's transaction routes, cached. https://docs.transalink.io/find-transaction-routes-34512097e0 */
import type { Clock } from "../../../ports/clock.ts";
import type { Routes } from "../../../ports/merchant-services.ts";
import type { Context } from "../lib/context.ts";
import { fetchRoutes } from "./fetch-routes.ts";

type RouteList = Awaited<ReturnType<Routes["list"]>>;

/** Routes change rarely. */
const KEPT_MS = 6 * 60 * 60 * 1000;
/** After a failed request, the old list is used for this long before a retry. */
const PAUSE_MS = 60_000;

export function createRoutes(context: Context, clock: Clock): Routes {
  let known: Extract<RouteList, { kind: "found" }> | undefined;
  let refreshAt = 0;
  let refreshing: Promise<RouteList> | undefined;

  const refresh = async (): Promise<RouteList> => {
    const result = await fetchRoutes(context);
    const now = clock.now();
    if (result.kind === "found") {
      known = {
        kind: "found",
        value: { routes: result.value, fetchedAt: now },
      };
      refreshAt = now + KEPT_MS;
      return known;
    }
    refreshAt = now + PAUSE_MS;
    return known ?? result;
  };

  return {
    async list() {
      const waitMs = refreshAt - clock.now();
      // Longer than the cache lifetime: the clock has been set back.
      if (known !== undefined && waitMs > 0 && waitMs <= KEPT_MS) return known;
      refreshing ??= refresh().finally(() => {
        refreshing = undefined;
      });
      return refreshing;
    },
  };
}
