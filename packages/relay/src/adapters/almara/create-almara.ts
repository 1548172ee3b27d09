/** The Almara Pay adapter for one merchant, with one shared bearer token. */
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type {
  Bills,
  LinkMirror,
  Payouts,
  Routes,
} from "../../ports/merchant-services.ts";
import type { Metrics } from "../../ports/metrics.ts";
import type { Provider } from "../../ports/provider.ts";
import { createApi } from "../provider-http/api.ts";
import { createHealth } from "../provider-http/health.ts";
import type { ApiHealth } from "../provider-http/health.ts";
import { createTokenSource } from "../provider-http/token-source.ts";
import { createUnknownValues } from "../provider-http/unknown-values.ts";
import { findBill } from "./payouts/find-bill.ts";
import type { Context } from "./lib/context.ts";
import { createLinkMirror } from "./links/link-mirror.ts";
import { findPayout } from "./payouts/find-payout.ts";
import { rejectPayout } from "./payouts/reject-payout.ts";
import { PAYOUT_STEP, payoutRoute, sendPayout } from "./payouts/send-payout.ts";
import { createProvider } from "./payments/provider.ts";
import { createRoutes } from "./payouts/routes.ts";
import { resolveSettings } from "./lib/settings.ts";
import type { AlmaraSettings } from "./lib/settings.ts";
import { requestToken } from "./lib/token.ts";

export interface Almara extends ApiHealth {
  readonly provider: Provider;
  readonly payouts: Payouts;
  readonly bills: Bills;
  readonly routes: Routes;
  /** Null without a short code, which every link requires. */
  readonly linkMirror: LinkMirror | null;
}

export interface AlmaraDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, "unknownValue">;
}

/** Makes no request yet. Throws a `TypeError` that names the setting if a URL is not valid or a code is too long. */
export function createAlmara(
  given: AlmaraSettings,
  { clock, log, metrics }: AlmaraDeps,
): Almara {
  const settings = resolveSettings(given);
  const tokens = createTokenSource({
    provider: "almara",
    clock,
    log,
    request: () => requestToken(settings, clock.now()),
  });
  const context: Context = {
    settings,
    api: createApi(settings.apiUrl, tokens, clock),
    log,
    unknownValues: createUnknownValues("almara", log, metrics),
  };
  return {
    provider: createProvider(context),
    payouts: createPayouts(context),
    bills: { find: (id) => findBill(context, id) },
    routes: createRoutes(context, clock),
    linkMirror: createLinkMirror(context),
    ...createHealth(settings),
  };
}

function createPayouts(context: Context): Payouts {
  const { settings } = context;
  return {
    find: (id) => findPayout(context, id),
    reject: (id) => rejectPayout(context, id),
    canSend: payoutRoute(settings) !== null,
    min: settings.payoutMin,
    max: settings.payoutMax,
    step: PAYOUT_STEP,
    send: (request) => sendPayout(context, request),
  };
}
