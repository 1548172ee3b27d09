import { readFileSync } from "node:fs";
import path from "node:path";
import { run } from "../bootstrap/children.mjs";
import type { RunOptions } from "../bootstrap/children.mjs";
import { at, root } from "./paths.ts";

/** A program of an installed package, with its arguments. */
export interface Command {
  package: string;
  /** Where the package has several programs; the first one otherwise. */
  program?: string;
  args: string[];
  /** Absolute; the repository's root otherwise. */
  cwd?: string;
}

type Bin = string | Record<string, string>;

/** The script behind a package's program. Run by our own Node, so that no shell stands between us and it. */
export function scriptOf({ package: name, program }: Command): string {
  const dir = at("node_modules", ...name.split("/"));
  const { bin } = JSON.parse(
    readFileSync(path.join(dir, "package.json"), "utf8"),
  ) as { bin?: Bin };
  const script =
    typeof bin === "object"
      ? program === undefined
        ? Object.values(bin)[0]
        : bin[program]
      : bin;
  if (script === undefined)
    throw new Error(`${name} has no program ${program ?? ""}`);
  return path.join(dir, script);
}

/** Runs it to its end and resolves with its exit code. */
export const runCommand = (
  command: Command,
  options: RunOptions = {},
): Promise<number> =>
  run(process.execPath, [scriptOf(command), ...command.args], {
    cwd: command.cwd ?? root,
    ...options,
  });
