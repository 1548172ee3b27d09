import { defineConfig } from "vite";
import { SCRIPT_TARGETS } from "./browser-floor.mjs";
import { compressed } from "./compressed.mjs";
import { LATE_FILES, minify } from "./late-files.mjs";
import { minify as terser } from "terser";

/** A page loads one late file at a time, so none may need another. */
const aloneEach = {
  name: "alone-each",
  generateBundle(_options, bundle) {
    for (const { type, isEntry, fileName } of Object.values(bundle))
      if (type === "chunk" && !isEntry)
        this.error(`late files share ${fileName}: each must stand alone`);
  },
};

/** Any browser must be able to read what tells that it is too old: no newer syntax, and no trace of a module. */
const oldSyntax = {
  name: "old-syntax",
  async generateBundle(_options, bundle) {
    const chunk = bundle["malipo.old.js"];
    const map = bundle["malipo.old.js.map"];
    const lean = await terser(chunk.code.replace(/export\s*\{\s*\};?/, ""), {
      ecma: 5,
      enclose: true, // names of its own are no globals
      sourceMap: { content: String(map.source) },
    });
    chunk.code = lean.code;
    map.source = lean.map;
  },
};

/** The files that are loaded late: ES modules without imports, for module and classic alike. */
export default defineConfig({
  plugins: [aloneEach, oldSyntax, compressed],
  resolve: { conditions: ["@malipo/source", "module", "browser"] },
  build: {
    target: SCRIPT_TARGETS,
    sourcemap: "hidden",
    emptyOutDir: false,
    lib: { entry: LATE_FILES, formats: ["es"] },
    rolldownOptions: { output: { minify, entryFileNames: "[name].js" } },
  },
});
