/** A server in a process of its own, whose CPU time can be read from outside. */
import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

export interface Usage {
  /** User and system time of all threads since the start, microseconds. */
  readonly cpu: number;
  /** Resident memory, bytes; after a garbage collection where one was asked for. */
  readonly memory: number;
}

export interface Server {
  readonly url: string;
  usage(options?: { readonly collectGarbage: boolean }): Promise<Usage>;
  /** Resolves once it has used almost no CPU for a moment: what was asked of it is done. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

const QUIET_MS = 150;
const QUIET_CPU = 5_000;

/** `file` beside this one; it calls `serveParent`. */
export async function startServer(
  file: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const child = fork(path.join(import.meta.dirname, file), {
    execArgv: ["--expose-gc"],
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const next = async (): Promise<unknown> => {
    const ending = new AbortController();
    try {
      const [message] = (await Promise.race([
        once(child, "message", { signal: ending.signal }),
        once(child, "exit", { signal: ending.signal }).then(() => {
          throw new Error(`${file} stopped by itself`);
        }),
      ])) as [unknown];
      return message;
    } finally {
      ending.abort();
    }
  };
  const url = (await next()) as string;
  const usage: Server["usage"] = async (options) => {
    const answered = next();
    child.send(options?.collectGarbage === true ? "collect" : "usage");
    return (await answered) as Usage;
  };
  return {
    url,
    usage,
    async settled() {
      for (let before = await usage(); ;) {
        await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
        const now = await usage();
        if (now.cpu - before.cpu < QUIET_CPU) return;
        before = now;
      }
    },
    async stop() {
      const exited = once(child, "exit");
      child.disconnect();
      await exited;
    },
  };
}

/** In the child: tells where it listens, answers what is asked, and ends with its parent. */
export function serveParent(url: string): void {
  const send = process.send?.bind(process);
  if (send === undefined) throw new Error("This file is started by the bench.");
  process.on("message", (asked) => {
    if (asked === "collect") globalThis.gc?.();
    const { user, system } = process.cpuUsage();
    send({ cpu: user + system, memory: process.memoryUsage.rss() });
  });
  process.on("disconnect", () => process.exit());
  send(url);
}
