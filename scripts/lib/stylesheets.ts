import { copyFileSync, globSync, mkdirSync } from "node:fs";
import path from "node:path";
import { root } from "./paths.ts";

/** Copies style sheets next to the built modules, because the compiler doesn't. */
export function copyStylesheets(within = root): void {
  for (const file of globSync("packages/*/src/**/*.css", { cwd: within })) {
    const [packages = "", name = "", , ...rest] = file.split(path.sep);
    const copy = path.join(within, packages, name, "dist", ...rest);
    mkdirSync(path.dirname(copy), { recursive: true });
    copyFileSync(path.join(within, file), copy);
  }
}
