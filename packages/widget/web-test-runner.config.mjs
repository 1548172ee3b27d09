import { fileURLToPath } from "node:url";
import { esbuildPlugin } from "@web/dev-server-esbuild";
import { defaultReporter } from "@web/test-runner";
import { chord } from "./test-runner/chord.mjs";
import { countReporter } from "./test-runner/count-reporter.mjs";
import { cssText } from "./test-runner/css-text.mjs";
import { engines } from "./test-runner/engines.mjs";
import { reader } from "./test-runner/reader.mjs";
import { snapshots } from "./test-runner/snapshots.mjs";

const at = (file) => fileURLToPath(new URL(file, import.meta.url));

/** What engines other than Chromium run with every change; in `npm run test:long` they run all files. */
const CORE = [
  ...["element", "mobile-money", "card", "submitting"],
  ...["dialog", "dialog.viewport", "language-switch"],
].map((name) => at(`./test/element/${name}.test.ts`));

export default {
  rootDir: at("../../"), // installed packages are up there
  ...(await engines(at("./test/**/*.test.ts"), CORE)),
  concurrentBrowsers: 3,
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 300_000, // WebKitGTK draws in software
  // Patience for a busy machine, not a measure of speed.
  testFramework: { config: { timeout: 10_000 } },
  nodeResolve: {
    exportConditions: ["@malipo/source", "development", "browser"],
  },
  plugins: [
    chord,
    cssText,
    reader,
    snapshots,
    esbuildPlugin({
      ts: true,
      target: "es2022",
      tsconfig: at("./tsconfig.json"),
    }),
  ],
  reporters: [
    defaultReporter(),
    countReporter(at("../../.cache/results/browser.json")),
  ],
};
