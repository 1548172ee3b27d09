/** A relay in a process of its own that can be killed, and its place behind the balancer. */
import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { inject } from "vitest";
import type { Command, Death } from "./kill-points.ts";

/** `MALIPO_CRASH_LOG=1` shows what the relays log. */
const OUTPUT = process.env["MALIPO_CRASH_LOG"] === "1" ? "inherit" : "ignore";

export type Environment = Readonly<Record<string, string>>;

class Child {
  readonly exited: Promise<unknown>;
  readonly #process: ChildProcess;
  readonly #loaded: Promise<unknown>;

  constructor(env: Environment) {
    this.#process = fork(inject("relayScript"), {
      env: { PATH: process.env["PATH"], ...env },
      stdio: ["ignore", OUTPUT, "inherit", "ipc"],
    });
    this.exited = once(this.#process, "exit");
    this.#loaded = this.#message();
  }

  /** Tells its port. */
  async listen(clockAheadMs: number): Promise<number> {
    await this.#loaded;
    const listening = this.#message();
    this.send({ kind: "start", clockAheadMs });
    return (await listening) as number;
  }

  send(command: Command): void {
    // It may have died.
    if (this.#process.connected) this.#process.send(command, () => undefined);
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.exited;
  }

  async #message(): Promise<unknown> {
    const ending = new AbortController();
    const { signal } = ending;
    try {
      const [message] = (await Promise.race([
        once(this.#process, "message", { signal }),
        once(this.#process, "exit", { signal }).then(() => {
          throw new Error("A relay ended before it had started.");
        }),
      ])) as [unknown];
      return message;
    } finally {
      ending.abort();
    }
  }
}

export class RelayProcess {
  readonly #env: Environment;
  #next: Child;
  #child: Child | null = null;
  #port: number | null = null;

  constructor(env: Environment) {
    this.#env = env;
    this.#next = new Child(env);
  }

  /** Where it listens; null while it does not. */
  get port(): number | null {
    return this.#port;
  }

  async start(clockAheadMs: number): Promise<void> {
    const child = this.#next;
    this.#port = await child.listen(clockAheadMs);
    this.#child = child;
    this.#next = new Child(this.#env);
  }

  setClockAhead(clockAheadMs: number): void {
    this.#child?.send({ kind: "clock", clockAheadMs });
  }

  /** Kills it after `withinMs`, or lets it die where it is told, if it gets there before. True if it did. */
  async die(withinMs: number, death: Death | null): Promise<boolean> {
    const child = this.#child;
    if (child === null) return false;
    if (death !== null) child.send({ kind: "die", death });
    let timer: NodeJS.Timeout | undefined;
    const hasDied = await Promise.race([
      child.exited.then(() => true),
      new Promise<boolean>((resolve) => {
        timer = setTimeout(() => {
          resolve(false);
        }, withinMs);
      }),
    ]);
    clearTimeout(timer);
    this.#port = null;
    this.#child = null;
    await child.kill();
    return hasDied;
  }

  async close(): Promise<void> {
    await Promise.all([this.#child?.kill(), this.#next.kill()]);
  }
}
