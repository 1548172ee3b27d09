/** Measures the calls to providers, whoever makes them. */
import type { ProviderConnection } from "./adapters/provider-module.ts";
import type { Metrics } from "./ports/metrics.ts";

type Observer = Pick<Metrics, "providerCall">;

/** The same connection; each call that returns a promise is measured. */
export function observeConnection(
  metrics: Observer,
  connection: ProviderConnection,
): ProviderConnection {
  const { provider, services } = connection;
  return {
    ...connection,
    provider: observe(metrics, provider.id, "", provider),
    services: Object.fromEntries(
      Object.entries(services).map(([name, service]) => [
        name,
        service === null
          ? null
          : observe(metrics, provider.id, `${name}.`, service),
      ]),
    ),
  };
}

function observe<T extends object>(
  metrics: Observer,
  provider: string,
  prefix: string,
  target: T,
): T {
  return new Proxy(target, {
    get(object, name) {
      const value: unknown = Reflect.get(object, name, object);
      if (typeof value !== "function" || typeof name === "symbol") return value;
      return (...args: unknown[]): unknown => {
        const startedAt = performance.now();
        const result: unknown = Reflect.apply(value, object, args);
        if (!(result instanceof Promise)) return result;
        const note = (kind: string): void => {
          const seconds = (performance.now() - startedAt) / 1000;
          metrics.providerCall(provider, `${prefix}${name}`, kind, seconds);
        };
        return result.then(
          (answer: unknown) => {
            note(kindOf(answer));
            return answer;
          },
          (error: unknown) => {
            note("error");
            throw error;
          },
        );
      };
    },
  });
}

/** All results of the ports have a kind of a closed union. */
function kindOf(answer: unknown): string {
  return typeof answer === "object" &&
    answer !== null &&
    "kind" in answer &&
    typeof answer.kind === "string"
    ? answer.kind
    : "other";
}
