/** Which methods are offered: those that are configured, or those of them that the merchant names. */
import { METHODS } from "@malipo/protocol";
import type { Method } from "@malipo/protocol";
import type { Environment } from "./environment.ts";
import { METHOD_NEEDS } from "./providers.ts";
import type { AlmaraConfig } from "./providers.ts";
import { readList } from "./values.ts";

const NAME = "MALIPO_METHODS";

/** What most shoppers of this market pay with comes first. */
const STANDARD_ORDER: readonly Method[] = ["mpesa", "card"];

export function readMethods(
  env: Environment,
  almara: AlmaraConfig | null,
): readonly Method[] {
  const missing = (method: Method): readonly string[] | null =>
    METHOD_NEEDS[method]?.filter((name) => !env.has(name)) ?? null;
  const isConfigured = (method: Method): boolean =>
    almara !== null && missing(method)?.length === 0;

  const named = readList(env, NAME);
  if (named === undefined) return STANDARD_ORDER.filter(isConfigured);
  const wanted = named.flatMap((name) => {
    const method = METHODS.find((known) => known === name);
    if (method === undefined) {
      env.complain(NAME, `may name only ${METHODS.join(", ")}`);
      return [];
    }
    const needs = missing(method);
    if (needs === null) {
      env.complain(NAME, `names ${method}, which this version does not offer`);
      return [];
    }
    if (almara === null)
      env.complain(NAME, `names ${method}, but Almara Pay is not configured`);
    else if (needs.length > 0)
      env.complain(
        NAME,
        `names ${method}, which also needs ${needs.join(", ")}`,
      );
    return [method];
  });
  return wanted.filter(isConfigured);
}
