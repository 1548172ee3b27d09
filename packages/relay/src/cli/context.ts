/** What a command may touch of the world. */
import type { Env } from "../config/environment.ts";
import type { ProcessSignals } from "./stop-signal.ts";

export interface CliContext {
  readonly env: Env;
  /** Writes to standard output. */
  readonly write: (text: string) => void;
  /** Writes to standard error. */
  readonly complain: (text: string) => void;
  /** Standard output is a terminal, with a person before it. */
  readonly terminal: boolean;
  /** The whole of standard input. */
  readonly readInput: () => Promise<string>;
  readonly process: ProcessSignals;
}
