/** The providers that the environment configures. */
import type { Method } from "@malipo/protocol";
import type { Environment } from "../adapters/environment/environment.ts";
import type { ProviderModule } from "../adapters/provider-module.ts";
import type { ServiceName } from "../ports/merchant-services.ts";

export interface ConfiguredProvider {
  readonly module: ProviderModule;
  /** By the keys of the module's variables. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Those of which at least one variable is given. What they lack becomes a problem. */
export function readProviders(
  env: Environment,
  modules: readonly ProviderModule[],
  isLocal: boolean,
): readonly ConfiguredProvider[] {
  return modules
    .filter(({ variables }) =>
      Object.values(variables).some((row) => env.has(row)),
    )
    .map((module) => {
      const values = env.read(module.variables, isLocal);
      env.require(module.variables, module.requirements);
      for (const { variable, message } of module.check?.(values) ?? [])
        env.addProblem(variable, message);
      return { module, values };
    });
}

/** Whether a variable of that name has a value. */
export function isSet(
  { module, values }: ConfiguredProvider,
  name: string,
): boolean {
  const [key] =
    Object.entries(module.variables).find(([, row]) => row.name === name) ?? [];
  const value = key === undefined ? null : values[key];
  return value != null && !(Array.isArray(value) && value.length === 0);
}

/** Whether all offered methods move money. With only one that doesn't, no order can be trusted to be paid in money. */
export function isLiveMode(
  providers: readonly ConfiguredProvider[],
  methods: readonly Method[],
): boolean {
  return offering(providers, methods).every(isLiveProvider);
}

export const isLiveProvider = ({
  module,
  values,
}: ConfiguredProvider): boolean => module.isLive?.(values) ?? true;

/** The providers of these methods. */
export const offering = (
  providers: readonly ConfiguredProvider[],
  methods: readonly Method[],
): readonly ConfiguredProvider[] =>
  providers.filter(({ module }) =>
    module.methods.some(({ id }) => methods.includes(id)),
  );

/** What to set for a service, of the first provider that may offer it. */
export function serviceVariables(
  modules: readonly ProviderModule[],
): Readonly<Record<ServiceName, readonly string[]>> {
  const of = (name: ServiceName): readonly string[] =>
    modules.find(({ services }) => services[name] !== undefined)?.services[
      name
    ] ?? [];
  return {
    payouts: of("payouts"),
    bills: of("bills"),
    routes: of("routes"),
    linkMirror: of("linkMirror"),
    transfers: of("transfers"),
  };
}
