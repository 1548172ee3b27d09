import { pathToFileURL } from "node:url";
import { run } from "../bootstrap/children.mjs";
import { runCommand } from "./command.ts";
import { at } from "./paths.ts";
import { bundleCommands, bundleIsStale } from "./widget-bundle.ts";

/** Builds the widget's files if they are missing or outdated; resolves with the exit code. */
export async function freshenBundle(): Promise<number> {
  if (!bundleIsStale()) return 0;
  console.error("Building the widget …");
  for (const command of bundleCommands) {
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
