/** The head of the commands that open the relay's database themselves: configuration and known failures. */
import { openSqlStore } from "../adapters/sql-store/open.ts";
import { parseConfig } from "../config.ts";
import type { Config } from "../config.ts";
import type { Store } from "../ports/store.ts";
import { describeProblems } from "./check-config.ts";
import type { CliContext } from "./context.ts";
import { EXIT_FAILED, EXIT_MISUSE } from "./exit-codes.ts";
import { plainText } from "./plain-text.ts";

/** `describeFailure`: what to tell the operator, or undefined where the error is a bug. Resolves with the exit code. */
export async function runLocal(
  { env, providers, writeError }: CliContext,
  describeFailure: (error: unknown) => string | undefined,
  work: (config: Config) => Promise<number>,
): Promise<number> {
  const parsed = parseConfig(env, { providers });
  if (!parsed.ok) {
    writeError(describeProblems(parsed.problems));
    return EXIT_MISUSE;
  }
  try {
    return await work(parsed.config);
  } catch (error) {
    const words = describeFailure(error);
    if (words === undefined) throw error;
    writeError(`malipo: ${plainText(words)}\n`);
    return EXIT_FAILED;
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
