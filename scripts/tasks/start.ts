import { freshenBundle, runProgram } from "../lib/workspace-program.ts";

/** The demo: sandbox, relay and storefront. */
export async function start(args: readonly string[]): Promise<number> {
  const code = await freshenBundle();
  return code === 0 ? runProgram("examples/storefront/start.ts", args) : code;
}
