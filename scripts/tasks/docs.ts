import { runProgram } from "../lib/workspace-program.ts";

/** The documentation site: see docs/README.md. */
export const docs = (args: readonly string[]): Promise<number> =>
  runProgram("scripts/site/main.ts", args);
