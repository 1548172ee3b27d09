import { run } from "../bootstrap/children.mjs";
import { at, root } from "../lib/paths.ts";
import { build } from "./build.ts";

/** What the relay costs, as it is published: see docs/performance.md. */
export async function bench(args: readonly string[]): Promise<number> {
  const code = await build();
  return code === 0
    ? run(process.execPath, [at("test", "bench", "run.ts"), ...args], {
        cwd: root,
      })
    : code;
}
