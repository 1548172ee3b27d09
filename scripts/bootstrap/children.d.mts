import type { SpawnOptions } from "node:child_process";

export interface RunOptions extends SpawnOptions {
  /** Start it away from the terminal's process group: it hears of a Ctrl-C from us only. */
  ownGroup?: boolean;
  /** Pass stop signals to everything it started, too. */
  wholeGroup?: boolean;
  /** Stop it after so many milliseconds. */
  limitMs?: number;
}

/** Stops this process when its parent is gone. */
export function followParent(): void;

/** Runs a program to its end; resolves with its exit code, rejects if it cannot be started. */
export function run(
  file: string,
  args: readonly string[],
  options?: RunOptions,
): Promise<number>;

/** Whether a stop signal came while a program ran. */
export function stopAsked(): boolean;
