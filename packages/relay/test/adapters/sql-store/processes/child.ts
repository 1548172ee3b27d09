import { spawn } from "node:child_process";
import type { ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

export interface Child {
  /** What it printed, line by line, as it comes. */
  readonly lines: AsyncIterable<string>;
  readonly kill: () => void;
  /** Its exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** Runs a script of this folder in a Node process of its own; killed at the latest when the test ends. */
export function startChild(script: string, ...args: string[]): Child {
  const child: ChildProcessByStdio<null, Readable, null> = spawn(
    process.execPath,
    [
      "--conditions=@malipo/source",
      fileURLToPath(new URL(script, import.meta.url)),
      ...args,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = once(child, "exit").then(
    ([code, signal]: unknown[]) => (code ?? signal) as number | string,
  );
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return {
    lines: createInterface({ input: child.stdout }),
    kill: () => {
      child.kill("SIGKILL");
    },
    ended,
  };
}

export async function linesOf({ lines }: Child): Promise<string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}
