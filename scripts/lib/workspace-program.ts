import { pathToFileURL } from "node:url";
import { run } from "../bootstrap/children.mjs";
import { runCommand } from "./command.ts";
import type { Command } from "./command.ts";
import { at } from "./paths.ts";
import {
  consoleCommand,
  consoleIsStale,
  removeConsole,
} from "./console-bundle.ts";
import { bundleCommands, bundleIsStale } from "./widget-bundle.ts";

/** Builds the files of the widget and of the console if they are missing or outdated; resolves with the exit code. */
export async function freshenBundle(): Promise<number> {
  const widget = bundleIsStale() ? await build("widget", bundleCommands) : 0;
  if (widget !== 0 || !consoleIsStale()) return widget;
  removeConsole();
  return build("console", [consoleCommand]);
}

async function build(
  name: string,
  commands: readonly Command[],
): Promise<number> {
  console.error(`Building the ${name} …`);
  for (const command of commands) {
    const code = await runCommand(command, { stdio: ["ignore", 2, 2] });
    if (code !== 0) return code;
  }
  return 0;
}

/** Runs a TypeScript program of the workspace from its source; it ends with this process. */
export const runProgram = (
  file: string,
  args: readonly string[],
): Promise<number> =>
  run(
    process.execPath,
    [
      "--conditions=@malipo/source",
      `--import=${pathToFileURL(at("scripts", "lib", "follow-parent.mjs")).href}`,
      at(file),
      ...args,
    ],
    { ownGroup: true },
  );
