import { globSync } from "node:fs";
import type { Command } from "./command.ts";
import { root } from "./paths.ts";

export const formatCheck: Command = {
  package: "prettier",
  args: ["--check", "--log-level", "warn", "."],
};

export const lintCommand: Command = {
  package: "eslint",
  args: ["--max-warnings", "0", "--concurrency", "auto", "."],
};

/** Files, exports and dependencies that nothing uses. */
export const unusedCommand: Command = {
  package: "knip",
  program: "knip",
  args: ["--no-progress"],
};

/** Sources only: a built file leads nowhere that its source does not. */
const wallsScope = [
  "packages/*/src",
  "packages/*/test",
  "examples",
  "test",
  "scripts",
];

export const wallsCommand: Command = {
  package: "dependency-cruiser",
  program: "depcruise",
  args: wallsScope,
};

export const sizeCommand: Command = { package: "size-limit", args: [] };

export const compileCommand: Command = {
  package: "typescript",
  program: "tsc",
  args: ["-b"],
};

/** The folders that are type-checked but not built. */
const checkedOnly = [
  "packages/*/test/tsconfig.json",
  "examples/*/tsconfig.json",
  "test/tsconfig.json",
  "scripts/tsconfig.json",
];

export const typeCommands = (): Command[] => [
  compileCommand,
  ...globSync(checkedOnly, { cwd: root })
    .sort()
    .map((project) => ({
      package: "typescript",
      program: "tsc",
      args: ["-p", project],
    })),
];
