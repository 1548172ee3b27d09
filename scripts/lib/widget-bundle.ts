import { readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { LATE_FILES } from "../../packages/widget/late-files.mjs";
import type { Command } from "./command.ts";
import { newestChange } from "./newest-change.ts";
import { at } from "./paths.ts";

const widget = at("packages", "widget");

const bundleFiles = [
  "malipo.js",
  "malipo.classic.js",
  ...Object.keys(LATE_FILES).map((name) => `${name}.js`),
  "server.js",
  "react.js",
  "custom-elements.json",
  "vscode.html-custom-data.json",
  "vscode.css-custom-data.json",
  "web-types.json",
  "react.d.ts",
  "vue.d.ts",
  "svelte.d.ts",
].map((name) => path.join(widget, "dist", name));

/** The inputs of the widget's build: sources, settings and installed packages. */
const sources = (): string[] => [
  path.join(widget, "src"),
  at("packages", "protocol", "src", "languages.ts"),
  at("packages", "protocol", "src", "text.ts"),
  ...readdirSync(widget)
    .filter((name) => /\.m?js$/.test(name))
    .map((name) => path.join(widget, name)),
  at("node_modules", ".run-stamp"),
];

/** Builds the widget's files, without types (tsc). */
export const bundleCommands: Command[] = [
  { package: "vite", args: ["build"], cwd: widget },
  {
    package: "vite",
    args: ["build", "--config", "vite.late.config.js"],
    cwd: widget,
  },
  {
    package: "vite",
    args: ["build", "--config", "vite.server.config.js"],
    cwd: widget,
  },
  {
    package: "@custom-elements-manifest/analyzer",
    program: "cem",
    args: ["analyze"],
    cwd: widget,
  },
];

/** Removes built files, so that tests can't pass with old files after a failed build. */
export const removeBundle = (): void => {
  for (const file of bundleFiles) rmSync(file, { force: true });
};

const builtAt = (file: string): number =>
  statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? -Infinity;

/** Whether a built file is missing or older than a source. */
export const bundleIsStale = (): boolean =>
  Math.min(...bundleFiles.map(builtAt)) < newestChange(sources());
