import { runProgram } from "../lib/workspace-program.ts";

/** The sources that are generated from others; a test says when they are outdated. */
export const generate = (args: readonly string[]): Promise<number> =>
  runProgram("scripts/lib/generate.ts", args);
