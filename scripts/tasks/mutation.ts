import { runCommand } from "../lib/command.ts";

/** How many faults put into the relay's domain its tests notice; fails below the threshold of stryker.config.json. */
export const mutation = (args: readonly string[]): Promise<number> =>
  runCommand({
    package: "@stryker-mutator/core",
    program: "stryker",
    args: ["run", ...args],
  });
