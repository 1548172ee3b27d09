import { defineConfig } from "vite";
import { compressed } from "./compressed.mjs";
import { LATE_FILES, minify } from "./late-files.mjs";

/** A page loads one late file at a time, so none may need another. */
const aloneEach = {
  name: "alone-each",
  generateBundle(_options, bundle) {
    for (const { type, isEntry, fileName } of Object.values(bundle))
      if (type === "chunk" && !isEntry)
        this.error(`late files share ${fileName}: each must stand alone`);
  },
};

/** The files that are loaded late: ES modules without imports, for module and classic alike. */
export default defineConfig({
  plugins: [aloneEach, compressed],
  resolve: { conditions: ["@malipo/source", "module", "browser"] },
  build: {
    target: "es2022",
    sourcemap: true,
    emptyOutDir: false,
    lib: { entry: LATE_FILES, formats: ["es"] },
    rolldownOptions: { output: { minify, entryFileNames: "[name].js" } },
  },
});
