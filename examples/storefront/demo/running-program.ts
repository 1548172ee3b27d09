/** One running program: its output is read line by line, and it never outlives us. */
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { readLogLine } from "./log-line.ts";
import type { Program } from "./programs.ts";
import { ROOT } from "./settings.ts";

/** Ends a program whose parent was killed outright. */
const FOLLOW_PARENT = pathToFileURL(
  path.join(ROOT, "scripts", "lib", "follow-parent.mjs"),
).href;

const LAST_LINES = 15;
/** A program that takes longer to end is ended. */
const PATIENCE_MS = 5_000;

export interface ProgramOutput {
  /** Shows every line as it is. */
  readonly verbose: boolean;
  readonly show: (name: string, text: string) => void;
}

export class RunningProgram {
  readonly name: string;
  /** Resolves with how it ended: `exit code 1`, `SIGKILL`, … */
  readonly ended: Promise<string>;
  readonly #process: ChildProcess;
  readonly #lastLines: string[] = [];

  constructor(program: Program, output: ProgramOutput) {
    this.name = program.name;
    const child = spawn(
      process.execPath,
      [
        "--conditions=@malipo/source",
        `--import=${FOLLOW_PARENT}`,
        program.file,
        ...program.args,
      ],
      {
        cwd: ROOT,
        env: { ...program.env },
        stdio: ["ignore", "pipe", "pipe"],
        // Away from the terminal's group: a Ctrl-C reaches us alone, and we stop all in order.
        detached: process.platform !== "win32",
      },
    );
    this.#process = child;
    this.ended = once(child, "close").then(
      ([code, signal]) =>
        typeof code === "number" ? `exit code ${code}` : String(signal),
      (error: unknown) => `it could not be started: ${String(error)}`,
    );
    this.#read(child.stdout, false, program.news, output);
    this.#read(child.stderr, true, program.news, output);
  }

  /** What it said last, for whoever wonders why it ended. */
  get lastLines(): readonly string[] {
    return this.#lastLines;
  }

  /** Asks it to end, then ends it. Resolves when it is gone. */
  async stop(): Promise<void> {
    this.#process.kill("SIGTERM");
    const timer = setTimeout(() => {
      this.kill();
    }, PATIENCE_MS);
    await this.ended;
    clearTimeout(timer);
  }

  kill(): void {
    this.#process.kill("SIGKILL");
  }

  #read(
    stream: Readable,
    isError: boolean,
    news: RegExp | undefined,
    output: ProgramOutput,
  ): void {
    createInterface(stream).on("line", (line) => {
      const { text, matters } = readLogLine(line, isError);
      this.#lastLines.push(text);
      if (this.#lastLines.length > LAST_LINES) this.#lastLines.shift();
      if (output.verbose) output.show(this.name, line);
      else if (matters || news?.test(text) === true)
        output.show(this.name, text);
    });
  }
}
