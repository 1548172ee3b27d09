/**
 * The relay's process as one file: it starts in half the time that its hundreds of modules take, and starting is most of
 * what a crash costs here.
 */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build, defaultServerConditions } from "vite";
import type { Plugin } from "vite";

const ENTRY = path.join(import.meta.dirname, "child", "relay-child.ts");
/** Native, or looked for by the child itself. */
const OUTSIDE = ["better-sqlite3", "pg", "pino"];

/** Files that stand beside a module are still found there. */
const inPlace: Plugin = {
  name: "in-place",
  transform: (code, id) =>
    code
      .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(id).href))
      .replaceAll("import.meta.dirname", JSON.stringify(path.dirname(id))),
};

/** Tells the file, below `outDir`: in the repository, so that what stays outside is found. */
export async function bundleRelay(outDir: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: "error",
    plugins: [inPlace],
    ssr: {
      noExternal: true,
      external: OUTSIDE,
      resolve: { conditions: ["@malipo/source", ...defaultServerConditions] },
    },
    build: {
      ssr: ENTRY,
      outDir,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { output: { entryFileNames: "relay.mjs" } },
    },
  });
  return path.join(outDir, "relay.mjs");
}
