import { existsSync, globSync, rmSync } from "node:fs";
import path from "node:path";
import { root } from "./paths.ts";

/** What the compiler writes: into `dist`, or the widget's into `dist/types`. */
const OUTPUT = /^(.*?)[\\/]dist[\\/](?:types[\\/])?(.*?)\.(?:js|d\.ts)$/;
/** The bundles and generated types of the widget and the console, which are not the compiler's. */
const BUNDLE =
  /[\\/](?:widget[\\/]dist[\\/](?:malipo\..*|(?:server|react)\.js|(?:react|vue|svelte)\.d\.ts)|console[\\/]dist[\\/]assets[\\/][^\\/]+\.js)$/;

/** Removes what was compiled from sources that are gone: the compiler leaves it, and `npm pack` would publish it. */
export function removeStaleOutputs(within = root): void {
  for (const file of globSync("packages/*/dist/**/*.{js,d.ts}", {
    cwd: within,
  })) {
    const [, folder = "", name = ""] = OUTPUT.exec(file) ?? [];
    const source = path.join(within, folder, "src", `${name}.ts`);
    if (!BUNDLE.test(file) && !existsSync(source))
      rmSync(path.join(within, file));
  }
}
