import { defineConfig } from "vitest/config";
import { first, fromSource, maxWorkers, tooLong } from "./vitest.shared.ts";

/** Their files take a minute or so each. */
const SLOW: readonly string[] = ["simulation", "crash", "storefront"];

/** Every test that needs no build: the Node packages, the storefront, the import walls and the scripts. */
export default defineConfig({
  test: {
    // Patterns are relative to each project. The widget's tests run in browsers, so it has no figures here.
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      reportsDirectory: ".cache/coverage",
    },
    sequence: {
      sequencer: first(({ project }) => SLOW.includes(project.name)),
    },
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
