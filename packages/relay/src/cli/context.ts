/** The outside world, as commands see it. */
import type { Env } from "../adapters/environment/environment.ts";
import type { ProviderModule } from "../adapters/provider-module.ts";
import type { LookUp } from "../connect-merchant.ts";
import type { Clock } from "../ports/clock.ts";
import type { ProcessSignals } from "./stop-signal.ts";

export interface CliContext {
  readonly env: Env;
  /** Default: all of adapters/providers.ts. */
  readonly providers?: readonly ProviderModule[];
  /** Writes to standard output. */
  readonly write: (text: string) => void;
  /** Writes to standard error. */
  readonly writeError: (text: string) => void;
  /** Standard output is a terminal. */
  readonly terminal: boolean;
  /** Reads standard input to its end. */
  readonly readInput: () => Promise<string>;
  /** Asks the person at the terminal; null where nobody sits there. Resolves with an empty text for the default. */
  readonly ask: ((question: string) => Promise<string>) | null;
  readonly process: ProcessSignals;
  /** Replaced in tests only. */
  readonly lookUp?: LookUp;
  /** Replaced in tests only. */
  readonly clock?: Clock;
}
