/** `malipo check-config`: shows the effective configuration, or all errors in it. */
import type { ConfigProblem } from "../adapters/environment/environment.ts";
import { parseConfig, unknownNames } from "../config.ts";
import { describeMode } from "../config/mode.ts";
import { NOT_PUBLIC } from "../adapters/merchant-http/address-guard.ts";
import { isLiveMode } from "../config/providers.ts";
import { refusedUrls } from "../connect-merchant.ts";
import type { CliContext } from "./context.ts";
import { EXIT_DONE, EXIT_MISUSE } from "./exit-codes.ts";

export async function checkConfig({
  env,
  providers,
  write,
  writeError,
  lookUp,
}: CliContext): Promise<number> {
  const result = parseConfig(env, { providers });
  if (!result.ok) {
    writeError(describeProblems(result.problems));
    return EXIT_MISUSE;
  }
  write("The configuration is valid.\n\n");
  for (const [name, value] of result.shown) write(`${name}: ${value}\n`);
  const { providers: configured, methods } = result.config;
  write(`\nMode: ${describeMode(isLiveMode(configured, methods))}\n`);
  write(`Methods offered: ${methods.join(", ")}\n`);
  for (const name of unknownNames(env, providers))
    write(`Warning: unknown variable ${name}. Is it misspelt?\n`);
  for (const name of await refusedUrls(result.config, lookUp))
    write(`Warning: ${name} ${NOT_PUBLIC}.\n`);
  return EXIT_DONE;
}

export function describeProblems(problems: readonly ConfigProblem[]): string {
  const heading =
    problems.length === 1
      ? "The configuration has 1 error:"
      : `The configuration has ${problems.length} errors:`;
  const lines = problems.map(
    ({ variable, message }) => `  ${variable} ${message}\n`,
  );
  return `${heading}\n${lines.join("")}See all variables: malipo variables\n`;
}
