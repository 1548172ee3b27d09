import { freshenBundle, runProgram } from "../lib/workspace-program.ts";

/** The relay's command line, from its source. */
export async function malipo(args: readonly string[]): Promise<number> {
  const code = args[0] === "serve" ? await freshenBundle() : 0;
  return code === 0 ? runProgram("packages/relay/src/cli.ts", args) : code;
}
