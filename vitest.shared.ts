import { defaultServerConditions } from "vite";
import { defineProject } from "vitest/config";

/** Reads the workspace's packages from source. Adding "import" to the conditions would break CommonJS dependencies. */
export const fromSource = {
  resolve: { conditions: ["@malipo/source", ...defaultServerConditions] },
};

/** The settings of a package whose tests run in Node. */
export const nodeProject = (
  name: string,
  more: { globalSetup?: string[] } = {},
) =>
  defineProject({
    ssr: fromSource,
    test: {
      name,
      include: ["test/**/*.test.ts"],
      // No module of ours keeps state, so that files share what they import: half of the time was spent on imports.
      isolate: false,
      restoreMocks: true,
      unstubGlobals: true,
      // Patience for a busy machine, not a measure of speed.
      testTimeout: 20_000,
      hookTimeout: 20_000,
      ...more,
    },
  });
