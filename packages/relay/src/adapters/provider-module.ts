/**
 * The description of a provider, next to its adapter. Configuration, `check-config`, `doctor`, methods, callback URLs,
 * health and the documentation's tables are derived from it. A new provider is a folder that exports a module, and a
 * line in providers.ts.
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
  /** The variables that the method requires, besides those that the provider always requires. */
  readonly needs: readonly string[];
}

/** A call from the provider to the relay, and how the provider learns its URL. */
export type InboundDeclaration = InboundCall & {
  /** For the API documentation. */
  readonly summary: string;
  /**
   * Set if the operator must register the URL with the provider; omitted if each request contains it, or it is
   * documented.
   */
  readonly registration?: {
    /** The provider's name for it: "C2B IPN". */
    readonly title: string;
    /** Only if all of these variables are set. */
    readonly needs: readonly string[];
  };
};

export interface ProviderRuntime {
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, "unknownValue">;
  /** How long a prompt is valid. */
  readonly promptSeconds: number;
}

export interface Finding {
  /** `note`: not an error, but possibly not intended. */
  readonly mark: "ok" | "note" | "FAIL";
  readonly words: string;
}

/** One check of `malipo doctor`. It moves no money. */
export interface DoctorCheck {
  /** The check's name, without the provider's. */
  readonly name: string;
  readonly run: () => Promise<Finding>;
}

/** A provider for one merchant. Creating it makes no request. */
export interface ProviderConnection {
  readonly provider: Provider;
  /** If several providers offer a service, the first one in the list is used. */
  readonly services: Partial<MerchantServices>;
  /** True if the provider's API responds; needs no token and never throws. */
  readonly checkHealth: () => Promise<boolean>;
  readonly checks: readonly DoctorCheck[];
}

interface Description {
  readonly id: ProviderId;
  /** Display name: "M-Money". */
  readonly title: string;
  /** Which variables belong together; introduces the table in the documentation. */
  readonly about: string;
  /** In documentation order. The provider is configured once one of them is set. */
  readonly variables: Variables;
  /** Besides those marked `required`, which apply once any variable is set. */
  readonly requirements: readonly Requirement[];
  /** Its market's, for merchants who name no other. */
  readonly timeZone?: string;
  /** In the default display order. */
  readonly methods: readonly MethodDeclaration[];
  readonly inbound: readonly InboundDeclaration[];
  /** The services besides payments, with the variables that each requires. */
  readonly services: Readonly<Partial<Record<ServiceName, readonly string[]>>>;
  /** The variables that `isLive` reads. */
  readonly liveBy?: readonly string[];
  /** The variables for the sandbox at this address, for `malipo init`. */
  readonly sandbox?: (address: string) => Readonly<Record<string, string>>;
}

export interface ProviderModule extends Description {
  /** Checks across variables, for example a minimum above the maximum. */
  check?(values: Readonly<Record<string, unknown>>): readonly ConfigProblem[];
  /** Whether its payments move money; default: they do. Called only if nothing is wrong with a variable of `liveBy`. */
  isLive?(values: Readonly<Record<string, unknown>>): boolean;
  open(
    values: Readonly<Record<string, unknown>>,
    runtime: ProviderRuntime,
  ): ProviderConnection;
}

/** Types `check`, `isLive` and `open` by the module's variables. */
export function defineProvider<Rows extends Variables>(
  module: Description & {
    readonly variables: Rows;
    check?(values: Values<Rows>): readonly ConfigProblem[];
    isLive?(values: Values<Rows>): boolean;
    open(values: Values<Rows>, runtime: ProviderRuntime): ProviderConnection;
  },
): ProviderModule {
  return module;
}
