/** Which methods are offered: those that are configured, or those of them that the merchant names. */
import { METHODS } from "@malipo/protocol";
import type { Method } from "@malipo/protocol";
import type { Environment } from "./environment.ts";
import { METHOD_NEEDS } from "./providers.ts";
import type { ProviderConfigs } from "./providers.ts";
import { readList } from "./values.ts";

const NAME = "MALIPO_METHODS";

/** What most shoppers of this market pay with comes first. */
const STANDARD_ORDER: readonly Method[] = [
  "mpesa",
  "card",
  "airtel",
  "paybill",
  "flexpay",
];

const PROVIDER_NAMES: Readonly<Record<keyof ProviderConfigs, string>> = {
  almara: "Almara Pay",
  flexpay: "FlexPay",
};

export function readMethods(
  env: Environment,
  providers: ProviderConfigs,
): readonly Method[] {
  const missing = (method: Method): readonly string[] =>
    METHOD_NEEDS[method].variables.filter((name) => !env.has(name));
  const hasProvider = (method: Method): boolean =>
    providers[METHOD_NEEDS[method].provider] !== null;
  const isConfigured = (method: Method): boolean =>
    hasProvider(method) && missing(method).length === 0;

  const named = readList(env, NAME);
  if (named === undefined) return STANDARD_ORDER.filter(isConfigured);
  const wanted = named.flatMap((name) => {
    const method = METHODS.find((known) => known === name);
    if (method === undefined) {
      env.complain(NAME, `may name only ${METHODS.join(", ")}`);
      return [];
    }
    const needs = missing(method);
    if (!hasProvider(method))
      env.complain(
        NAME,
        `names ${method}, but ${PROVIDER_NAMES[METHOD_NEEDS[method].provider]} is not configured`,
      );
    else if (needs.length > 0)
      env.complain(
        NAME,
        `names ${method}, which also needs ${needs.join(", ")}`,
      );
    return [method];
  });
  return wanted.filter(isConfigured);
}
