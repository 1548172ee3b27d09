import { defineConfig } from "vite";
import { compressed } from "./compressed.mjs";
import { LATE_FILES, minify } from "./late-files.mjs";

/** One of the files that are loaded late, named by `--mode`: an ES module without imports, for module and classic alike. */
export default defineConfig(({ mode: name }) => {
  const entry = LATE_FILES[name];
  if (!entry)
    throw new Error(`--mode must be one of ${Object.keys(LATE_FILES).join()}`);
  return {
    plugins: [compressed],
    build: {
      target: "es2022",
      sourcemap: true,
      emptyOutDir: false,
      lib: { entry, formats: ["es"], fileName: () => `${name}.js` },
      rolldownOptions: { output: { minify, codeSplitting: false } },
    },
  };
});
