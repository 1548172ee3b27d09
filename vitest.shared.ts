import { availableParallelism } from "node:os";
import process from "node:process";
import { defaultServerConditions } from "vite";
import { defineProject } from "vitest/config";
import { BaseSequencer } from "vitest/node";
import type { TestSpecification } from "vitest/node";

/** Reads the workspace's packages from source. Adding "import" to the conditions would break CommonJS dependencies. */
export const fromSource = {
  resolve: { conditions: ["@malipo/source", ...defaultServerConditions] },
};

/**
 * By default vitest leaves one CPU free, which is half of a machine with two. Each project has to set this: none takes it
 * from the root, and projects that run side by side must have the same.
 */
export const maxWorkers = Math.max(2, availableParallelism() - 1);

/** Tests that take minutes are in files named `*.long.test.ts`, which only `npm run test:long` runs. */
export const tooLong =
  process.env["LONG"] === undefined ? ["**/*.long.test.ts"] : [];

/** Runs slow files first: begun last, they would keep one processor busy at the end, and the others idle. */
export const first = (isSlow: (file: TestSpecification) => boolean) =>
  class extends BaseSequencer {
    override async sort(
      files: TestSpecification[],
    ): Promise<TestSpecification[]> {
      const sorted = await super.sort(files);
      return [
        ...sorted.filter(isSlow),
        ...sorted.filter((file) => !isSlow(file)),
      ];
    }
  };

/** For a busy machine, not a measure of speed: vitest's own second is over before a garbage collection is. */
export const expectPatience = { poll: { timeout: 15_000 } };

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
      exclude: tooLong,
      maxWorkers,
      // No module of ours keeps state, so that files share what they import: half of the time was spent on imports.
      isolate: false,
      restoreMocks: true,
      unstubGlobals: true,
      testTimeout: 20_000,
      hookTimeout: 20_000,
      expect: expectPatience,
      ...more,
    },
  });
