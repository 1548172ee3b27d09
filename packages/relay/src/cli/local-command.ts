/** The head of the commands that open the relay's database themselves: arguments, help, configuration, known failures. */
import { openSqlStore } from "../adapters/sql-store/open.ts";
import { parseConfig } from "../config.ts";
import type { Config } from "../config.ts";
import type { Store } from "../ports/store.ts";
import { argumentFault } from "./argument-fault.ts";
import { describeProblems } from "./check-config.ts";
import type { CliContext } from "./context.ts";
import { EXIT_DONE, EXIT_FAILED, EXIT_MISUSE } from "./exit-codes.ts";
import { plainText } from "./plain-text.ts";

export type Arguments<Input> =
  | { readonly kind: "help" }
  | { readonly kind: "fault"; readonly words: string }
  | { readonly kind: "run"; readonly input: Input };

export interface LocalCommand<Input> {
  readonly name: string;
  readonly help: string;
  /** May throw what `parseArgs` throws. */
  readonly readArguments: (args: readonly string[]) => Arguments<Input>;
  /** Returns the exit code. */
  readonly run: (
    input: Input,
    config: Config,
    context: CliContext,
  ) => Promise<number>;
  /** What to tell the operator, or undefined where the error is a bug. */
  readonly describeFailure: (error: unknown) => string | undefined;
}

/** Resolves with the exit code. */
export async function runLocal<Input>(
  command: LocalCommand<Input>,
  args: readonly string[],
  context: CliContext,
): Promise<number> {
  const { env, providers, write, writeError } = context;
  const given = read(command, args);
  if (given.kind === "fault") {
    writeError(`malipo: ${given.words}. Try: malipo ${command.name} --help\n`);
    return EXIT_MISUSE;
  }
  if (given.kind === "help") {
    write(command.help);
    return EXIT_DONE;
  }
  const parsed = parseConfig(env, { providers });
  if (!parsed.ok) {
    writeError(describeProblems(parsed.problems));
    return EXIT_MISUSE;
  }
  try {
    return await command.run(given.input, parsed.config, context);
  } catch (error) {
    const words = command.describeFailure(error);
    if (words === undefined) throw error;
    writeError(`malipo: ${plainText(words)}\n`);
    return EXIT_FAILED;
  }
}

function read<Input>(
  { readArguments }: LocalCommand<Input>,
  args: readonly string[],
): Arguments<Input> {
  try {
    return readArguments(args);
  } catch (error) {
    return { kind: "fault", words: argumentFault(error) };
  }
}

/** Opens the store for `work`, migrates nothing, and closes it. */
export async function withStore<T>(
  { databaseUrl, databasePassword }: Config,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await openSqlStore(databaseUrl, {
    password: databasePassword,
    mustExist: true,
  });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
