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
  let askAgainAt = 0;
  let asking: Promise<RouteList> | undefined;

  const ask = async (): Promise<RouteList> => {
    const answer = await fetchRoutes(context);
    const now = clock.now();
    if (answer.kind === "found") {
      known = {
        kind: "found",
        value: { routes: answer.value, fetchedAt: now },
      };
      askAgainAt = now + KEPT_MS;
      return known;
    }
    askAgainAt = now + PAUSE_MS;
    return known ?? answer;
  };

  return {
    async list() {
      const waitMs = askAgainAt - clock.now();
      // Longer than the cache lifetime: the clock has been set back.
      if (known !== undefined && waitMs > 0 && waitMs <= KEPT_MS) return known;
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      return asking;
    },
  };
}
