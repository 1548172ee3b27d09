import {
  compileCommand,
  formatCheck,
  lintCommand,
  sizeCommand,
  templateLintCommand,
  unusedCommand,
  wallsCommand,
} from "./checks.ts";
import type { Command } from "./command.ts";
import { consoleCommand, removeConsole } from "./console-bundle.ts";
import { at, resultsDir } from "./paths.ts";
import { readBrowserResults, readVitestResults } from "./results.ts";
import type { TestResults } from "./results.ts";
import { removeStaleOutputs } from "./stale-outputs.ts";
import { copyStylesheets } from "./stylesheets.ts";
import { bundleCommands, removeBundle } from "./widget-bundle.ts";

/** A step of `npm test`. */
export interface Step {
  name: string;
  /** Runs in parallel with adjacent steps of this kind, which only read the sources and keep one CPU busy each. */
  sideBySide?: true;
  /** Run before the commands. */
  prepare?: () => void;
  commands: Command[];
  /** For test steps: reads the results, `undefined` if there are none. */
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

/** In the order they start: the checks, slowest first, then the steps that need the build. */
export const testSteps = (): Step[] => [
  {
    name: "lint",
    sideBySide: true,
    commands: [lintCommand, templateLintCommand, unusedCommand],
  },
  {
    name: "compile",
    sideBySide: true,
    prepare: () => {
      copyStylesheets();
      removeStaleOutputs();
    },
    commands: [compileCommand],
  },
  { name: "format", sideBySide: true, commands: [formatCheck] },
  { name: "walls", sideBySide: true, commands: [wallsCommand] },
  {
    name: "build",
    prepare: () => {
      removeBundle();
      removeConsole();
    },
    commands: [...bundleCommands, consoleCommand],
  },
  { name: "size", commands: [sizeCommand] },
  // Big databases and random faults are for `npm run test:long`.
  vitestStep("unit", ["--project", "!size", "--project", "!faults"]),
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
        // All tests in Chromium, the core of them in Firefox and WebKit where the machine has them.
        env: { ENGINES: process.env["ENGINES"] ?? "core" },
      },
    ],
    results: () => readBrowserResults(`${resultsDir}/browser.json`),
  },
  vitestStep("end-to-end", ["--config", at("test", "vitest.config.ts")]),
];
