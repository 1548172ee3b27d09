/** A merchant command: the call that it makes, its options, and how it shows the response. */
import type { Option } from "../command.ts";
import type { CliContext } from "../context.ts";
import type { RelayClient } from "./relay-client.ts";
import type { Columns } from "./table.ts";

/** What a command is given. */
export interface CommandInput {
  /** Arguments by their names in `path`. */
  readonly ids: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  /** Reads standard input to its end. */
  readonly readInput: () => Promise<string>;
}

export interface MerchantCommand {
  readonly name: string;
  readonly about: string;
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** The route's path; ":id" is the command's next argument. */
  readonly path: string;
  /** Names in `path` that are options and no arguments. */
  readonly named?: readonly string[];
  readonly options?: Readonly<Record<string, Option>>;
  /** Options that become query parameters: "name" or "option:parameter". */
  readonly query?: readonly string[];
  /** Builds the body; may call the relay first. Throws a `CliError` for invalid input. */
  readonly body?: (input: CommandInput, relay: RelayClient) => Promise<unknown>;
  /** Takes the place of the call where it resolves with an exit code. */
  readonly instead?: (
    input: CommandInput,
    relay: RelayClient,
    context: CliContext,
  ) => Promise<number | undefined>;
  /** Path of the list in the response; without it, the response is shown as one record. */
  readonly rows?: string;
  readonly columns?: Columns;
  /** Exit codes besides those of all commands. */
  readonly codes?: Readonly<Record<number, string>>;
  /** Command lines without "malipo". */
  readonly examples: readonly string[];
}
