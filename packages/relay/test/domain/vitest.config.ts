import { defineConfig } from "vitest/config";
import { fromSource } from "../../../../vitest.shared.ts";

/** The domain's own tests alone: what Stryker runs against every mutant. */
export default defineConfig({
  ssr: fromSource,
  test: {
    root: import.meta.dirname,
    include: ["*.test.ts"],
    setupFiles: ["brief-properties.ts"],
    testTimeout: 60_000,
    isolate: false,
  },
});
