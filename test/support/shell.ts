/** Runs what a page shows for a terminal, as a reader would paste it, with our `malipo` behind `npx malipo`. */
import {
  accessSync,
  chmodSync,
  constants,
  mkdtempSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { MALIPO, runProgram } from "./malipo.ts";
import type { Ended } from "./malipo.ts";

const CURL = path.join(import.meta.dirname, "curl.mjs");

export interface Shell {
  /** A folder to work in; files that commands read are put here. */
  readonly folder: string;
  /** Runs lines of `sh`, which ends at the first command that fails. */
  run(script: string, env: Readonly<Record<string, string>>): Promise<Ended>;
}

/** The machine's own curl where it has one, else ours. `ownCurl`: ours in any case. */
export function openShell({ ownCurl = false } = {}): Shell {
  const folder = mkdtempSync(path.join(os.tmpdir(), "malipo-shell-"));
  const node = JSON.stringify(process.execPath);
  const install = (name: string, script: string): void => {
    const file = path.join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
  };
  install(
    "npx",
    `[ "$1" = malipo ] || exit 127\nshift\nexec ${node} ${JSON.stringify(MALIPO)} "$@"`,
  );
  if (ownCurl || !isOnPath("curl"))
    install("curl", `exec ${node} ${JSON.stringify(CURL)} "$@"`);
  const searched = [folder, process.env["PATH"]].join(path.delimiter);
  return {
    folder,
    run: (script, env) =>
      runProgram(
        "sh",
        ["-e", "-c", `cd ${JSON.stringify(folder)}\n${script}`],
        {
          PATH: searched,
          ...env,
        },
      ),
  };
}

function isOnPath(program: string): boolean {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  return folders.some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
