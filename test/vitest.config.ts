import { defineConfig } from "vitest/config";
import { findChrome } from "./support/find-chromium.mjs";
import { findFirefox } from "./support/find-firefox.mjs";
import {
  expectPatience,
  first,
  fromSource,
  tooLong,
} from "../vitest.shared.ts";

/** As with the widget's tests, files that need another browser are named for it, and left out where there is none. */
const unable = [
  { name: "Firefox", files: "**/*.firefox.test.ts", found: findFirefox() },
  { name: "Chrome", files: "**/*.chrome.test.ts", found: findChrome() },
].filter(({ found }) => found === undefined);
for (const { name, files } of unable)
  console.log(
    `End to end: no ${name} on this machine, so not run there: ${files}`,
  );

/** Small files, which would come last, but wait for times to pass. */
const WAITING =
  /(?:mpesa-deadline|money-faults|replicas|mirrored-links)\.test\.ts$/;

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
      ...unable.map(({ files }) => files),
    ],
    isolate: false,
    sequence: { sequencer: first(({ moduleId }) => WAITING.test(moduleId)) },
    // Most of the time they wait for somebody's answer.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    expect: expectPatience,
  },
});
