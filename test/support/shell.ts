/** Runs what a page shows for a terminal, as a reader would paste it, with our programs behind `npx`. */
import { spawn } from "node:child_process";
import { once } from "node:events";
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

const SANDBOX = path.join(
  import.meta.dirname,
  "../../packages/sandbox/bin/malipo-sandbox.js",
);
const CURL = path.join(import.meta.dirname, "curl.mjs");

export interface Shell {
  /** A folder to work in; files that commands read are put here. */
  readonly folder: string;
  /** Runs lines of `sh`, which ends at the first command that fails. */
  run(script: string, env: Readonly<Record<string, string>>): Promise<Ended>;
  /** Starts lines of `sh` that go on until they are stopped. */
  start(script: string, env: Readonly<Record<string, string>>): Running;
}

export interface Running {
  /** Everything it has written. */
  readonly output: () => string;
  /** Ends it and what it has started. */
  stop(): Promise<void>;
}

/**
 * The machine's own curl where it has one, else ours. `ownCurl`: ours in any case. `realNpx`: npm's, for packages that are
 * installed in the folder.
 */
export function openShell({ ownCurl = false, realNpx = false } = {}): Shell {
  const folder = mkdtempSync(path.join(os.tmpdir(), "malipo-shell-"));
  const node = JSON.stringify(process.execPath);
  const install = (name: string, script: string): void => {
    const file = path.join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
  };
  if (!realNpx)
    install(
      "npx",
      `case "$1" in
malipo) program=${JSON.stringify(MALIPO)} ;;
malipo-sandbox) program=${JSON.stringify(SANDBOX)} ;;
*) exit 127 ;;
esac
shift
exec ${node} "$program" "$@"`,
    );
  if (ownCurl || !isOnPath("curl"))
    install("curl", `exec ${node} ${JSON.stringify(CURL)} "$@"`);
  const searched = [folder, process.env["PATH"]].join(path.delimiter);
  const argsFor = (script: string): readonly string[] => [
    "-e",
    "-c",
    `cd ${JSON.stringify(folder)}\n${script}`,
  ];
  return {
    folder,
    run: (script, env) =>
      runProgram("sh", argsFor(script), { PATH: searched, ...env }),
    start: (script, env) =>
      startProgram("sh", argsFor(script), { PATH: searched, ...env }),
  };
}

/** In a group of its own, so that what a shell has started ends with it. */
export function startProgram(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Running {
  const child = spawn(file, args, { env, detached: true, stdio: "pipe" });
  let written = "";
  const closed = once(child, "close");
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      written += chunk;
    });
  return {
    output: () => written,
    async stop() {
      if (child.exitCode === null && child.signalCode === null && child.pid)
        process.kill(-child.pid, "SIGTERM");
      await closed;
    },
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
