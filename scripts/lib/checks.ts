import type { Command } from "./command.ts";

export const formatCheck: Command = {
  package: "prettier",
  args: ["--check", "--log-level", "warn", "."],
};

export const lintCommand: Command = {
  package: "eslint",
  args: ["--max-warnings", "0", "--concurrency", "auto", "."],
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

const tsc = (...args: string[]): Command => ({
  package: "@typescript/native",
  args,
});

export const compileCommand = tsc("-b");

const typeCheck = (project: string): Command => tsc("-p", project);

/** What is built, then what is only checked: in few programs, as each reads all that it imports anew. */
export const typeCommands: Command[] = [
  compileCommand,
  typeCheck("tsconfig.tests.json"),
  typeCheck("test"),
  typeCheck("packages/widget/test"),
  typeCheck("scripts/site"),
];
