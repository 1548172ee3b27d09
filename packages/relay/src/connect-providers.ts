/** Creates the configured providers and combines their services. */
import type {
  ProviderConnection,
  ProviderRuntime,
} from "./adapters/provider-module.ts";
import type { Config } from "./config.ts";
import { observeConnection } from "./observe-calls.ts";
import type {
  MerchantServices,
  ServiceName,
} from "./ports/merchant-services.ts";
import type { Metrics } from "./ports/metrics.ts";
import type { HealthChecks } from "./ports/provider-health.ts";

/** The configured providers, in the order of the list. */
export function connectProviders(
  { providers, promptSeconds }: Pick<Config, "providers" | "promptSeconds">,
  deps: Omit<ProviderRuntime, "promptSeconds" | "metrics"> & {
    readonly metrics: Metrics;
  },
): readonly ProviderConnection[] {
  const runtime = { ...deps, promptSeconds };
  return providers.map(({ module, values }) =>
    observeConnection(deps.metrics, module.open(values, runtime)),
  );
}

/** Each service from the first provider that offers it. */
export function servicesOf(
  connections: readonly ProviderConnection[],
): MerchantServices {
  const first = <Name extends ServiceName>(
    name: Name,
  ): MerchantServices[Name] | null => {
    for (const { services } of connections) {
      const service = services[name];
      if (service != null) return service;
    }
    return null;
  };
  return {
    payouts: first("payouts"),
    bills: first("bills"),
    routes: first("routes"),
    linkMirror: first("linkMirror"),
    transfers: first("transfers"),
  };
}

/** Null for providers that are not configured. */
export function healthChecksOf(
  { modules }: Pick<Config, "modules">,
  connections: readonly ProviderConnection[],
): HealthChecks {
  return Object.fromEntries(
    modules.map(({ id }) => [
      id,
      connections.find(({ provider }) => provider.id === id)?.checkHealth ??
        null,
    ]),
  );
}
