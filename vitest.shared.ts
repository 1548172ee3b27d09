import { defaultServerConditions } from "vite";
import { defineProject } from "vitest/config";

/** The settings of a package whose tests run in Node and read the workspace from source. */
export const nodeProject = (name: string) =>
  defineProject({
    // Adding 'import' here would break CommonJS dependencies.
    ssr: {
      resolve: { conditions: ["@malipo/source", ...defaultServerConditions] },
    },
    test: { name, include: ["test/**/*.test.ts"] },
  });
