import { defineConfig } from "vitest/config";
import { fromSource, tooLong } from "../vitest.shared.ts";

/** End to end: real relay, real sandbox, real browser. Needs the built widget, so it runs after the build. */
export default defineConfig({
  ssr: fromSource,
  test: {
    name: "end-to-end",
    root: import.meta.dirname,
    include: ["**/*.test.ts"],
    exclude: [
      "tooling/**",
      "walls/**",
      "bench/**",
      "simulation/**",
      "crash/**",
      "size/**",
      "faults/**",
      ...tooLong,
    ],
    isolate: false,
    // Most of the time they wait for somebody's answer.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
  },
});
