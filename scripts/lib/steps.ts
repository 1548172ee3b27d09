import {
  formatCheck,
  lintCommand,
  sizeCommand,
  typeCommands,
  unusedCommand,
  wallsCommand,
} from "./checks.ts";
import type { Command } from "./command.ts";
import { at, resultsDir } from "./paths.ts";
import { readBrowserResults, readVitestResults } from "./results.ts";
import type { TestResults } from "./results.ts";
import { copyStylesheets } from "./stylesheets.ts";
import { bundleCommands, removeBundle } from "./widget-bundle.ts";

/** One part of `npm test`. */
export interface Step {
  name: string;
  /** Run before the commands. */
  prepare?: () => void;
  commands: Command[];
  /** For a step that runs tests: what it left behind, `undefined` when it left nothing. */
  results?: () => TestResults | undefined;
}

const vitestStep = (name: string, args: string[] = []): Step => {
  const file = `${resultsDir}/${name}.json`;
  const reporters = ["--reporter=default", "--reporter=json"];
  return {
    name,
    commands: [
      {
        package: "vitest",
        args: ["run", ...args, ...reporters, `--outputFile.json=${file}`],
      },
    ],
    results: () => readVitestResults(file),
  };
};

/** In the order in which they run: what is quick to fail first, what needs the build after it. */
export const testSteps = (): Step[] => [
  { name: "format", commands: [formatCheck] },
  { name: "lint", commands: [lintCommand, unusedCommand] },
  { name: "walls", commands: [wallsCommand] },
  { name: "types", prepare: copyStylesheets, commands: typeCommands() },
  { name: "build", prepare: removeBundle, commands: bundleCommands },
  { name: "size", commands: [sizeCommand] },
  vitestStep("unit"),
  {
    name: "browser",
    commands: [
      {
        package: "@web/test-runner",
        program: "wtr",
        args: [
          "--config",
          at("packages", "widget", "web-test-runner.config.mjs"),
        ],
      },
    ],
    results: () => readBrowserResults(`${resultsDir}/browser.json`),
  },
  vitestStep("end-to-end", ["--config", at("test", "vitest.config.ts")]),
];
