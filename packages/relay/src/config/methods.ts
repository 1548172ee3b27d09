/** Which methods are offered: those that are configured, or those of them that the merchant names. */
import type { Method } from "@malipo/protocol";
import type { Environment } from "../adapters/environment/environment.ts";
import type { ProviderModule } from "../adapters/provider-module.ts";
import type { ConfiguredProvider } from "./providers.ts";
import { isSet } from "./providers.ts";

const NAME = "MALIPO_METHODS";

/** `wanted`: as `MALIPO_METHODS` has them; none means all that are configured. */
export function chooseMethods(
  env: Environment,
  modules: readonly ProviderModule[],
  configured: readonly ConfiguredProvider[],
  wanted: readonly string[],
): readonly Method[] {
  const declared = modules.flatMap((module) =>
    module.methods.map((method) => ({
      id: method.id,
      title: module.title,
      missing: missingOf(
        configured.find((each) => each.module === module),
        method.needs,
      ),
    })),
  );
  const offered = declared.filter(({ missing }) => missing?.length === 0);
  if (wanted.length === 0) return offered.map(({ id }) => id);
  for (const name of wanted) {
    const method = declared.find(({ id }) => id === name);
    if (method?.missing === null)
      env.addProblem(
        NAME,
        `names ${name}, but ${method.title} is not configured`,
      );
    else if (method !== undefined && method.missing.length > 0)
      env.addProblem(
        NAME,
        `names ${name}, which also needs ${method.missing.join(", ")}`,
      );
  }
  return wanted.filter((name) => offered.some(({ id }) => id === name));
}

/** Null where not even the provider is configured. */
function missingOf(
  provider: ConfiguredProvider | undefined,
  needs: readonly string[],
): readonly string[] | null {
  return provider === undefined
    ? null
    : needs.filter((name) => !isSet(provider, name));
}
