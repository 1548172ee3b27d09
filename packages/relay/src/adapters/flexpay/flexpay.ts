/** The FlexPay adapter: payments to the merchant's tag, transfers, and webhooks. */
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type { Transfers } from "../../ports/merchant-services.ts";
import type { Metrics } from "../../ports/metrics.ts";
import type { ProviderWebhooks } from "../../ports/provider-webhooks.ts";
import type { Provider } from "../../ports/provider.ts";
import { createApi } from "../provider-http/api.ts";
import { createHealth } from "../provider-http/health.ts";
import type { ApiHealth } from "../provider-http/health.ts";
import { createTokenSource } from "../provider-http/token-source.ts";
import { createUnknownValues } from "../provider-http/unknown-values.ts";
import type { Context } from "./context.ts";
import { createProvider } from "./provider.ts";
import { resolveSettings } from "./settings.ts";
import type { FlexpaySettings } from "./settings.ts";
import { requestToken } from "./token.ts";
import { createTransfers } from "./transfers.ts";
import { createFlexpayWebhooks } from "./webhooks.ts";

export interface Flexpay extends ApiHealth {
  readonly provider: Provider;
  readonly transfers: Transfers;
  readonly webhooks: ProviderWebhooks;
}

export interface FlexpayDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, "unknownValue">;
}

/** Throws a `TypeError` that names the setting if a URL, tag, secret or key is not valid. */
export function createFlexpay(
  given: FlexpaySettings,
  { clock, log, metrics }: FlexpayDeps,
): Flexpay {
  const settings = resolveSettings(given);
  const tokens = createTokenSource({
    provider: "flexpay",
    clock,
    log,
    request: () => requestToken(settings, clock.now()),
  });
  const context: Context = {
    settings,
    api: createApi(settings.apiUrl, tokens, clock),
    clock,
    log,
    unknownValues: createUnknownValues("flexpay", log, metrics),
  };
  const transfers = createTransfers(context);
  const webhooks = createFlexpayWebhooks({
    secrets: settings.webhookSecrets,
    keyDerivation: settings.webhookKey === "raw" ? "raw" : "sha256-hex",
    privateKeyJwk: settings.privateKey,
    clock,
  });
  return {
    provider: createProvider(context, transfers, webhooks),
    transfers,
    webhooks,
    ...createHealth(settings),
  };
}
