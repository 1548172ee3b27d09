/** `malipo check-config`: what the configuration means, or everything that is wrong with it. */
import type { ConfigProblem } from "../adapters/environment/environment.ts";
import { parseConfig, unknownNames } from "../config.ts";
import type { CliContext } from "./context.ts";
import { EXIT_DONE, EXIT_MISUSE } from "./exit-codes.ts";

export function checkConfig({
  env,
  providers,
  write,
  complain,
}: CliContext): number {
  const result = parseConfig(env, { providers });
  if (!result.ok) {
    complain(describeProblems(result.problems));
    return EXIT_MISUSE;
  }
  write("The configuration is complete.\n\n");
  for (const [name, value] of result.shown) write(`${name}: ${value}\n`);
  write(`\nMethods offered: ${result.config.methods.join(", ")}\n`);
  for (const name of unknownNames(env, providers))
    write(`Note: ${name} is not a name the relay knows; is it misspelt?\n`);
  return EXIT_DONE;
}

export function describeProblems(problems: readonly ConfigProblem[]): string {
  const heading =
    problems.length === 1
      ? "The configuration has a problem:"
      : `The configuration has ${problems.length} problems:`;
  const lines = problems.map(
    ({ variable, message }) => `  ${variable} ${message}\n`,
  );
  return `${heading}\n${lines.join("")}Every variable is described in docs/configuration.md.\n`;
}
