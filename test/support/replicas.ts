/** Relays as programs of their own on one PostgreSQL database, behind a proxy, with a sandbox that calls back through it. */
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { startSandbox } from "@malipo/sandbox";
import { startPostgres } from "../../packages/relay/test/support/postgres/server.ts";
import { CANARIES } from "./canaries.ts";
import { MALIPO } from "./malipo.ts";
import { relayEnvironment } from "./relay-environment.ts";
import { startRoundRobin } from "./round-robin.ts";
import { freePort, writeCatalog } from "./stack.ts";
import { until } from "./until.ts";

export interface Replica {
  /** Its own address, past the proxy. */
  readonly url: string;
  start(): Promise<void>;
  /** Asks it to stop, and gives its exit code. */
  stop(): Promise<number | null>;
}

export interface Replicas {
  /** The proxy's. */
  readonly relayUrl: string;
  readonly sandboxUrl: string;
  readonly shopUrl: string;
  readonly replicas: readonly Replica[];
  close(): Promise<void>;
}

/** All of them start at once, on an empty database. */
export async function startReplicas(
  count: number,
  startProxy: typeof startRoundRobin = startRoundRobin,
): Promise<Replicas> {
  const directory = mkdtempSync(path.join(os.tmpdir(), "malipo-replicas-"));
  const postgres = await startPostgres();
  const [sandboxPort, proxyPort, shopPort] = [
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  const [sandboxUrl, relayUrl, shopUrl] = [
    `http://localhost:${sandboxPort}`,
    `http://localhost:${proxyPort}`,
    `http://localhost:${shopPort}`,
  ];
  const sandbox = await startSandbox({
    port: sandboxPort,
    clientSecret: CANARIES.clientSecret,
    // Nobody answers a prompt unless the test decides.
    promptSeconds: 300,
    answerDelayMs: 300_000,
    callbackDelayMs: 50,
    callbackRetryDelaysMs: [200, 400],
  });
  const env = {
    ...relayEnvironment({
      relayUrl,
      sandboxUrl,
      shopUrl,
      databaseFile: "",
      catalogFile: writeCatalog(directory, shopUrl),
      webhookUrl: undefined,
    }),
    MALIPO_DATABASE_URL: postgres.url,
    MALIPO_PROMPT_SECONDS: "300",
    MALIPO_TRUST_PROXY: "1",
  };
  const ports: number[] = [];
  for (let number = 0; number < count; number += 1)
    ports.push(await freePort());
  const replicas = ports.map((port) => createReplica(port, env));
  const proxy = await startProxy(proxyPort, ports);
  await Promise.all(replicas.map((replica) => replica.start()));
  return {
    relayUrl,
    sandboxUrl,
    shopUrl,
    replicas,
    async close() {
      await Promise.all(replicas.map((replica) => replica.stop()));
      await proxy.close();
      await sandbox.close();
      await postgres.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function createReplica(
  port: number,
  env: Readonly<Record<string, string>>,
): Replica {
  const url = `http://localhost:${port}`;
  let running: ChildProcess | undefined;
  return {
    url,
    async start() {
      const child = spawn(process.execPath, [MALIPO, "serve"], {
        env: { ...env, MALIPO_PORT: String(port) },
        stdio: ["ignore", "ignore", "inherit"],
      });
      running = child;
      await until("the relay answers", async () => {
        if (child.exitCode !== null) throw new Error("the relay has ended");
        const answer = await fetch(`${url}/readyz`).catch(() => undefined);
        return answer?.ok;
      });
    },
    async stop() {
      const child = running;
      running = undefined;
      if (child === undefined) return null;
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
      return child.exitCode;
    },
  };
}
