import { defineConfig } from "vitest/config";
import { BaseSequencer } from "vitest/node";
import type { TestSpecification } from "vitest/node";
import { fromSource, maxWorkers, tooLong } from "./vitest.shared.ts";

/** These take minutes a file: begun last, they would keep one processor busy at the end, and the others idle. */
const SLOW: readonly string[] = ["simulation", "crash"];

class SlowFirst extends BaseSequencer {
  override async sort(
    files: TestSpecification[],
  ): Promise<TestSpecification[]> {
    const isSlow = ({ project }: TestSpecification): boolean =>
      SLOW.includes(project.name);
    const sorted = await super.sort(files);
    return [
      ...sorted.filter(isSlow),
      ...sorted.filter((file) => !isSlow(file)),
    ];
  }
}

/** Every test that needs no build: the Node packages, the storefront, the import walls and the scripts. */
export default defineConfig({
  test: {
    // Patterns are relative to each project. The widget's tests run in browsers, so it has no figures here.
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      reportsDirectory: ".cache/coverage",
    },
    sequence: { sequencer: SlowFirst },
    projects: [
      "packages/client",
      "packages/console",
      "packages/protocol",
      "packages/relay",
      "packages/sandbox",
      "examples/storefront",
      {
        test: {
          name: "workspace",
          maxWorkers,
          testTimeout: 30_000, // they start programs
          hookTimeout: 30_000,
          include: ["test/tooling/**/*.test.ts", "test/walls/**/*.test.ts"],
        },
      },
      {
        ssr: fromSource,
        test: {
          name: "simulation",
          maxWorkers,
          testTimeout: 600_000, // they compute
          globalSetup: ["packages/relay/test/support/postgres/setup.ts"],
          include: ["test/simulation/**/*.test.ts"],
          exclude: tooLong,
        },
      },
      {
        ssr: fromSource,
        test: {
          name: "crash",
          maxWorkers,
          globalSetup: ["test/crash/setup.ts"],
          include: ["test/crash/**/*.test.ts"],
        },
      },
      {
        ssr: fromSource,
        test: {
          name: "faults",
          maxWorkers,
          include: ["test/faults/**/*.test.ts"],
        },
      },
      {
        ssr: fromSource,
        test: {
          name: "size",
          maxWorkers,
          testTimeout: 1_800_000, // they fill databases
          globalSetup: ["packages/relay/test/support/postgres/setup.ts"],
          include: ["test/size/**/*.test.ts"],
        },
      },
    ],
  },
});
