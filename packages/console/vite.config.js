import { defaultClientConditions, defineConfig } from "vite";
import { SCRIPT_TARGETS, STYLE_TARGETS } from "../widget/browser-floor.mjs";
import { compressed } from "../widget/compressed.mjs";

/** The pages that the relay serves at /console: one script to begin with, and one for each page as it is opened. */
export default defineConfig({
  base: "/console/",
  plugins: [compressed],
  resolve: { conditions: ["@malipo/source", ...defaultClientConditions] },
  build: {
    target: SCRIPT_TARGETS,
    cssTarget: STYLE_TARGETS,
    sourcemap: "hidden", // for us; the package has neither maps nor sources
    emptyOutDir: false, // dist/types is tsc's
    assetsInlineLimit: 0, // the policy allows no data: addresses
    modulePreload: { polyfill: false },
  },
});
