import { defaultClientConditions, defineConfig } from "vite";
import { SCRIPT_TARGETS, STYLE_TARGETS } from "./browser-floor.mjs";
import { compressed } from "./compressed.mjs";
import { lateFiles, minify } from "./late-files.mjs";
import { leanTemplates } from "./lean-templates.mjs";
import { secondPass } from "./second-pass.mjs";

const POLICY =
  /([\w$]+)\.createPolicy\(\s*["']lit-html["'],\s*(\{[^}]*\})\s*\)/;

/**
 * lit-html claims the Trusted Types policy "lit-html" when it loads. On a page that has a Lit of its own, the second
 * claim throws. Ours is named "malipo", and where the page allows no policy Lit goes on without one.
 */
const ownTrustedTypesPolicy = {
  name: "own-trusted-types-policy",
  transform(code, id) {
    if (!/[\\/]lit-html\.js$/.test(id)) return;
    const own = code.replace(
      POLICY,
      (_claim, trustedTypes, rules) =>
        `(()=>{try{return ${trustedTypes}.createPolicy("malipo",${rules})}catch{return void 0}})()`,
    );
    if (own === code)
      this.error("lit-html has changed: its createPolicy call was not found");
    return { code: own, map: null };
  },
};

/**
 * Servers, workers and edge runtimes that take this file in, instead of dist/server.js, must be able to load it: it
 * registers nothing there. Lit asks for these two as it loads. They hide the globals in this file alone: defining them
 * would tell other libraries that there is a page.
 */
const NO_DOM = `const HTMLElement=globalThis.HTMLElement??class{},document=globalThis.document??{createTreeWalker(){}};`;

/** What a page loads: one ES module and one classic script. They import nothing at first, and late files beside them. */
export default defineConfig({
  plugins: [
    ownTrustedTypesPolicy,
    leanTemplates,
    lateFiles,
    secondPass,
    compressed,
  ],
  resolve: { conditions: ["@malipo/source", ...defaultClientConditions] },
  build: {
    target: SCRIPT_TARGETS,
    cssTarget: STYLE_TARGETS,
    sourcemap: "hidden", // for us; the package has neither maps nor sources
    emptyOutDir: false, // dist/types is tsc's
    lib: {
      entry: "src/define.ts",
      name: "Malipo",
      formats: ["es", "iife"],
      fileName: (format) =>
        format === "es" ? "malipo.js" : "malipo.classic.js",
    },
    rolldownOptions: {
      output: {
        generatedCode: { symbols: false },
        intro: NO_DOM,
        minify,
        codeSplitting: false,
      },
    },
  },
});
