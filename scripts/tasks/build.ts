import { compileCommand, sizeCommand } from "../lib/checks.ts";
import { runCommand } from "../lib/command.ts";
import { consoleCommand, removeConsole } from "../lib/console-bundle.ts";
import { removeStaleOutputs } from "../lib/stale-outputs.ts";
import { copyStylesheets } from "../lib/stylesheets.ts";
import { bundleCommands, removeBundle } from "../lib/widget-bundle.ts";

/** Everything that is published, and the widget's size budget. Stops at the first failure. */
export async function build(): Promise<number> {
  removeBundle();
  removeConsole();
  copyStylesheets();
  removeStaleOutputs();
  for (const command of [
    compileCommand,
    ...bundleCommands,
    consoleCommand,
    sizeCommand,
  ]) {
    const code = await runCommand(command);
    if (code !== 0) return code;
  }
  return 0;
}
