/** A server in a process of its own, whose CPU time can be read from outside. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import path from "node:path";

export interface Usage {
  /** User and system time of all threads since the start, microseconds. */
  readonly cpu: number;
  /** Resident memory, bytes; after a garbage collection where one was asked for. */
  readonly memory: number;
  /** SQL statements run on SQLite since the start. */
  readonly statements: number;
}

/** What the parent asks of its child. */
type Request =
  | { readonly kind: "usage"; readonly collectGarbage: boolean }
  | { readonly kind: "profile" }
  | { readonly kind: "saveProfile"; readonly file: string };

export interface Server {
  readonly url: string;
  usage(options?: { readonly collectGarbage: boolean }): Promise<Usage>;
  /** Begins a CPU profile; `saveProfile` ends it and writes it to a file. */
  profile(): Promise<void>;
  saveProfile(file: string): Promise<void>;
  /** Resolves once it has used almost no CPU for two moments: what was asked of it is done. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

const QUIET_MS = 100;
const QUIET_CPU = 4_000;
/** Another process may have had the processor for one of them. */
const QUIET_MOMENTS = 2;
/** Microseconds between the samples of a profile. */
const SAMPLED_EVERY = 200;

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
  const ask = async (request: Request): Promise<unknown> => {
    const answered = next();
    child.send(request);
    return answered;
  };
  const usage: Server["usage"] = async (options) =>
    (await ask({
      kind: "usage",
      collectGarbage: options?.collectGarbage === true,
    })) as Usage;
  return {
    url,
    usage,
    async profile() {
      await ask({ kind: "profile" });
    },
    async saveProfile(to) {
      await ask({ kind: "saveProfile", file: to });
    },
    async settled() {
      let before = await usage();
      for (let quiet = 0; quiet < QUIET_MOMENTS;) {
        await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
        const now = await usage();
        quiet = now.cpu - before.cpu < QUIET_CPU ? quiet + 1 : 0;
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
export function serveParent(url: string, countStatements = () => 0): void {
  const send = process.send?.bind(process);
  if (send === undefined) throw new Error("This file is started by the bench.");
  const inspector = new Session();
  const answer = async (request: Request): Promise<Usage | null> => {
    switch (request.kind) {
      case "profile":
        inspector.connect();
        await inspector.post("Profiler.enable");
        await inspector.post("Profiler.setSamplingInterval", {
          interval: SAMPLED_EVERY,
        });
        await inspector.post("Profiler.start");
        return null;
      case "saveProfile": {
        const { profile } = await inspector.post("Profiler.stop");
        writeFileSync(request.file, JSON.stringify(profile));
        inspector.disconnect();
        return null;
      }
      case "usage": {
        if (request.collectGarbage) globalThis.gc?.();
        const { user, system } = process.cpuUsage();
        return {
          cpu: user + system,
          memory: process.memoryUsage.rss(),
          statements: countStatements(),
        };
      }
    }
  };
  process.on("message", (request: Request) => {
    void answer(request).then((answered) => {
      send(answered);
    });
  });
  process.on("disconnect", () => process.exit());
  send(url);
}
