import { execFile } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { at } from "../../scripts/lib/paths.ts";

export interface Site {
  readonly directory: string;
  /** The addresses of all pages. */
  readonly pages: readonly string[];
  read(address: string): string;
  remove(): void;
}

/** Builds the documentation site in a folder of its own. */
export async function buildSite(): Promise<Site> {
  const directory = mkdtempSync(path.join(os.tmpdir(), "malipo-site-"));
  await promisify(execFile)(process.execPath, [
    "--conditions=@malipo/source",
    at("scripts", "site", "main.ts"),
    ...["--out", directory],
  ]);
  return {
    directory,
    pages: globSync("**/*.html", { cwd: directory }).sort(),
    read: (address) => readFileSync(path.join(directory, address), "utf8"),
    remove: () => {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
