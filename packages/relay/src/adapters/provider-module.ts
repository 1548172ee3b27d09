/**
 * What the relay knows of a provider, in one place beside its adapter. Configuration, `check-config`, `doctor`, the methods,
 * the addresses of callbacks, health and the tables of the documentation are derived from it. A new provider is a folder
 * that exports one of these, and its line in providers.ts.
 */
import type { Action, Method } from "@malipo/protocol";
import type { ProviderId } from "../domain/attempt.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type {
  MerchantServices,
  ServiceName,
} from "../ports/merchant-services.ts";
import type { Metrics } from "../ports/metrics.ts";
import type { InboundCall, Provider } from "../ports/provider.ts";
import type { ConfigProblem } from "./environment/environment.ts";
import type { Requirement, Values, Variables } from "./environment/variable.ts";

export interface MethodDeclaration {
  readonly id: Method;
  readonly title: string;
  readonly action: Action["type"];
  /** The variables that it can't do without, beside those that the provider always needs. */
  readonly needs: readonly string[];
}

/** A call that the provider makes to the relay, and how it learns where to. */
export type InboundDeclaration = InboundCall & {
  /** For the documentation of the interface. */
  readonly summary: string;
  /** Where the operator has to tell the provider the address; left out where each request names it, or it is documented. */
  readonly registration?: {
    /** What the provider calls it: "C2B IPN". */
    readonly title: string;
    /** Only once all of these are set. */
    readonly needs: readonly string[];
  };
};

export interface ProviderRuntime {
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, "unknownValue">;
  /** How long a prompt waits on a phone. */
  readonly promptSeconds: number;
}

export interface Finding {
  /** `note`: nothing is wrong, and yet it may not be what was meant. */
  readonly mark: "ok" | "note" | "FAIL";
  readonly words: string;
}

/** One thing that `malipo doctor` tries. It moves no money. */
export interface DoctorCheck {
  /** What is tried, without the provider's name. */
  readonly name: string;
  readonly run: () => Promise<Finding>;
}

/** A provider for one merchant. Making it asks nothing of the provider yet. */
export interface ProviderConnection {
  readonly provider: Provider;
  /** Where several providers offer one, the first in the list serves. */
  readonly services: Partial<MerchantServices>;
  /** True when the provider's API answers; needs no token and never throws. */
  readonly checkHealth: () => Promise<boolean>;
  readonly checks: readonly DoctorCheck[];
}

interface Description {
  readonly id: ProviderId;
  /** As people know it: "M-Money". */
  readonly title: string;
  /** Which of its variables go together; opens its table in the documentation. */
  readonly about: string;
  /** In the order of the documentation. The provider is configured once one of them is given. */
  readonly variables: Variables;
  /** Beside those that are `required`, which are needed as soon as one of the variables is given. */
  readonly requirements: readonly Requirement[];
  /** In the order in which they are offered where the merchant says nothing. */
  readonly methods: readonly MethodDeclaration[];
  readonly inbound: readonly InboundDeclaration[];
  /** The services beside payments that it may offer, with the variables that each takes. */
  readonly services: Readonly<Partial<Record<ServiceName, readonly string[]>>>;
}

export interface ProviderModule extends Description {
  /** What no single variable can tell: limits the wrong way around. */
  check?(values: Readonly<Record<string, unknown>>): readonly ConfigProblem[];
  open(
    values: Readonly<Record<string, unknown>>,
    runtime: ProviderRuntime,
  ): ProviderConnection;
}

/** Ties `check` and `open` to the values of these very variables. */
export function defineProvider<Rows extends Variables>(
  module: Description & {
    readonly variables: Rows;
    check?(values: Values<Rows>): readonly ConfigProblem[];
    open(values: Values<Rows>, runtime: ProviderRuntime): ProviderConnection;
  },
): ProviderModule {
  return module;
}
