import process from "node:process";
import { defineConfig } from "vitest/config";
import { fromSource } from "../vitest.shared.ts";

/** What takes minutes, and is run by `npm run test:long`. */
const LONG = [
  "browser/bad-network.test.ts",
  "browser/taps.test.ts",
  "packages/packages.test.ts",
  "payments/provider-faults.test.ts",
];

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
      ...(process.env["LONG"] === undefined ? LONG : []),
    ],
    isolate: false,
    // Most of the time they wait for somebody's answer.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
  },
});
