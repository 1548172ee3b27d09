import type { Command } from "./command.ts";

export const formatCheck: Command = {
  package: "prettier",
  args: ["--check", "--log-level", "warn", "."],
};

/** Types and all rules but a few: its checker is that of TypeScript 7. */
export const lintCommand: Command = {
  package: "oxlint",
  args: ["--deny-warnings", "."],
};

/** The rules that Oxlint can't run. */
export const templateLintCommand: Command = {
  package: "eslint",
  args: ["--max-warnings", "0", "."],
};

/** Finds unused files, exports and dependencies. */
export const unusedCommand: Command = {
  package: "knip",
  program: "knip",
  args: ["--no-progress"],
};

/** Sources only: built files have the same imports. */
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
  package: "@typescript/native",
  args: ["-b"],
};
