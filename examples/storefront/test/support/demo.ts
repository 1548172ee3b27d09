/** The demo as a person at a terminal has it, on free ports and with a folder that goes away. */
import { execFileSync, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, globSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { Ports } from "../../demo/settings.ts";

const START = fileURLToPath(new URL("../../start.ts", import.meta.url));

export interface Demo {
  readonly process: ChildProcess;
  readonly ports: Ports;
  readonly dataDir: string;
  /** Everything it has said so far. */
  said(): string;
  /** Resolves once it has said this; rejects when it ends before. */
  untilSaid(words: string): Promise<void>;
  /** Resolves with its exit code when it has ended. */
  readonly ended: Promise<number | null>;
}

/** Different ports that nobody listens on. */
export async function findFreePorts(): Promise<Ports> {
  const servers = Array.from({ length: 4 }, () => createServer());
  const free: number[] = [];
  for (const server of servers) {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    free.push((server.address() as AddressInfo).port);
  }
  for (const server of servers) {
    server.close();
    await once(server, "close");
  }
  const [shop = 0, relay = 0, admin = 0, sandbox = 0] = free;
  return { shop, relay, admin, sandbox };
}

export async function startDemo(ports: Ports, seeds = false): Promise<Demo> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "malipo-demo-"));
  const child = spawn(
    process.execPath,
    ["--conditions=@malipo/source", START],
    {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: process.env["PATH"],
        MALIPO_DEMO_PORT: String(ports.shop),
        MALIPO_PORT: String(ports.relay),
        MALIPO_ADMIN_PORT: String(ports.admin),
        MALIPO_SANDBOX_PORT: String(ports.sandbox),
        MALIPO_DEMO_DATA: dataDir,
        ...(seeds ? {} : { MALIPO_DEMO_ORDERS: "0" }),
      },
    },
  );
  let output = "";
  const ended = once(child, "close").then(([code]) => code as number | null);
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      for (const listener of listeners) listener();
    });
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
    // The programs may take a moment to follow.
    await rm(dataDir, { recursive: true, force: true, maxRetries: 10 });
  });
  return {
    process: child,
    ports,
    dataDir,
    ended,
    said: () => output,
    untilSaid: (words) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (output.includes(words)) resolve();
        };
        listeners.add(look);
        look();
        void ended.then((code) => {
          reject(new Error(`It ended (${String(code)}) and said: ${output}`));
        });
      }),
  };
}

/** The processes that this one started and that still run. */
export const childrenOf = (pid: number): number[] =>
  listProcesses()
    .filter(({ parent }) => parent === pid)
    .map((child) => child.pid);

export const isAlive = (pid: number): boolean =>
  listProcesses().some((child) => child.pid === pid);

interface Process {
  readonly pid: number;
  readonly parent: number;
}

/** Without those that ended and that nobody has asked about yet: in a container that may stay so. */
function listProcesses(): Process[] {
  const rows = existsSync("/proc/self/stat") ? readProc() : readPs();
  return rows.flatMap(([pid = "", state = "", parent = ""]) =>
    /^\d+$/.test(pid) && !state.startsWith("Z")
      ? [{ pid: Number(pid), parent: Number(parent) }]
      : [],
  );
}

/** proc_pid_stat(5): `pid (name) state ppid …`. */
const readProc = (): string[][] =>
  globSync("/proc/[0-9]*/stat").map((file) => {
    try {
      const text = readFileSync(file, "utf8");
      const after = text.slice(text.lastIndexOf(")") + 2).split(" ");
      return [path.basename(path.dirname(file)), ...after];
    } catch {
      return []; // It ended between the two looks.
    }
  });

const readPs = (): string[][] =>
  execFileSync("ps", ["-A", "-o", "pid=,stat=,ppid="], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.trim().split(/\s+/));
