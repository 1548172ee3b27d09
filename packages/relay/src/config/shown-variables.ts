/** The values of all variables: for people, and what of them must not appear in logs. */
import type { VariableSetting } from "@malipo/protocol/merchant";
import type { Environment } from "../adapters/environment/environment.ts";
import type { ProviderModule } from "../adapters/provider-module.ts";
import type { ConfiguredProvider } from "./providers.ts";
import { variableGroups } from "./variables.ts";

interface Described {
  readonly variables: readonly VariableSetting[];
  readonly secrets: readonly string[];
}

/** `own`: the values of the relay's own variables, by their keys. */
export function describeVariables(
  env: Environment,
  modules: readonly ProviderModule[],
  providers: readonly ConfiguredProvider[],
  own: Readonly<Record<string, unknown>>,
): Described {
  const rows = variableGroups(modules).flatMap(({ title, variables }) => {
    const isOf = (module: ProviderModule): boolean =>
      module.variables === variables;
    const values = modules.some(isOf)
      ? providers.find(({ module }) => isOf(module))?.values
      : own;
    return Object.entries(variables).map(
      ([key, row]) =>
        ({ group: title, row, value: values?.[key] ?? null }) as const,
    );
  });
  return {
    variables: rows.map(({ group, row, value }) => ({
      name: row.name,
      group,
      about: row.about,
      set: env.has(row),
      value: value === null ? null : row.show(value),
    })),
    secrets: rows.flatMap(({ row, value }) => row.redact(value)),
  };
}
