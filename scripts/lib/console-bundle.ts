import { rmSync, statSync } from "node:fs";
import path from "node:path";
import type { Command } from "./command.ts";
import { newestChange } from "./newest-change.ts";
import { at } from "./paths.ts";

const folder = at("packages", "console");
const page = path.join(folder, "dist", "index.html");

/** The inputs of the console's build. */
const sources = (): string[] => [
  path.join(folder, "src"),
  path.join(folder, "public"),
  path.join(folder, "styles"),
  path.join(folder, "index.html"),
  path.join(folder, "vite.config.js"),
  at("packages", "client", "src"),
  at("packages", "protocol", "src"),
  at("node_modules", ".run-stamp"),
];

export const consoleCommand: Command = {
  package: "vite",
  args: ["build"],
  cwd: folder,
};

/** Names of assets change with their contents: what was built before would stay beside them. */
export function removeConsole(): void {
  for (const name of ["assets", "index.html", "index.html.br", "index.html.gz"])
    rmSync(path.join(folder, "dist", name), { recursive: true, force: true });
}

export const consoleIsStale = (): boolean =>
  (statSync(page, { throwIfNoEntry: false })?.mtimeMs ?? -Infinity) <
  newestChange(sources());
