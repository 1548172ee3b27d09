/** One command of the merchant's side: which call it makes, what may be said beside it, and how the answer is shown. */
import type { RelayClient } from "./relay-client.ts";
import type { Columns } from "./table.ts";

/** The words after a name are for the help; a `flag` takes no value. */
export interface Option {
  readonly about: string;
  readonly flag?: boolean;
  /** Shown in the help in place of `<…>`. */
  readonly value?: string;
}

export interface Given {
  /** By the names in `path`. */
  readonly ids: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  /** The whole of standard input. */
  readonly readInput: () => Promise<string>;
}

export interface MerchantCommand {
  readonly name: string;
  readonly about: string;
  readonly method: "GET" | "POST" | "PATCH";
  /** As in the relay's own table: ":id" is the command's next argument. */
  readonly path: string;
  readonly options?: Readonly<Record<string, Option>>;
  /** Options that go into the query as they stand. */
  readonly query?: readonly string[];
  /** The body; may ask the relay first. Throws a `CliError` for what can't be meant. */
  readonly body?: (given: Given, relay: RelayClient) => Promise<unknown>;
  /** It makes something or moves money: sent with a key, so that it can be repeated. */
  readonly keyed?: boolean;
  /** Where the list stands in the answer; without it the answer is one thing. */
  readonly rows?: string;
  readonly columns?: Columns;
}
