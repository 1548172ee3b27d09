import { readFileSync } from "node:fs";
import path from "node:path";
import { run } from "../bootstrap/children.mjs";
import type { RunOptions } from "../bootstrap/children.mjs";
import { at, root } from "./paths.ts";

/** A program of an installed package, with its arguments. */
export interface Command {
  package: string;
  /** Default: the package's first program. */
  program?: string;
  args: string[];
  /** Absolute; default: the repository's root. */
  cwd?: string;
  /** Variables beside those of this process. */
  env?: Readonly<Record<string, string>>;
}

type Bin = string | Record<string, string>;

/** The script of a package's program, run with this process's Node and without a shell. */
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

/** Runs the command and resolves with its exit code. */
export const runCommand = (
  command: Command,
  options: RunOptions = {},
): Promise<number> =>
  run(process.execPath, [scriptOf(command), ...command.args], {
    cwd: command.cwd ?? root,
    ...(command.env && { env: { ...process.env, ...command.env } }),
    ...options,
  });
