/** A real sandbox and a real relay, over real HTTP, on free ports and a SQLite file of their own. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import os from "node:os";
import path from "node:path";
import {
  callbackAddresses,
  createRelay,
  createRelayLog,
  parseConfig,
} from "@malipo/relay";
import type { Config, Relay } from "@malipo/relay";
import { startSandbox } from "@malipo/sandbox";
import type { SandboxOptions } from "@malipo/sandbox";
import { afterAll, beforeAll, expect, onTestFinished } from "vitest";
import { CANARIES } from "./canaries.ts";
import { TAG, relayEnvironment } from "./relay-environment.ts";
import { startWebhookReceiver } from "./webhook-receiver.ts";
import type { WebhookReceiver } from "./webhook-receiver.ts";

const DEMO_CATALOG = path.join(
  import.meta.dirname,
  "../../examples/storefront/catalog.json",
);

export interface StackOptions {
  readonly sandbox?: SandboxOptions;
  /** More of the relay's environment, or other values. */
  readonly env?: Readonly<Record<string, string>>;
  /** Where outcomes are sent, such as a `WebhookReceiver`'s. Default: nowhere. */
  readonly webhookUrl?: string;
}

export interface Stack {
  readonly relayUrl: string;
  /** Of the admin port. */
  readonly adminUrl: string;
  readonly sandboxUrl: string;
  /** The shop's origin, which the relay allows. */
  readonly shopUrl: string;
  /** Where the sandbox tells of payments by hand: the relay's address with its MAC. */
  readonly c2bUrl: string;
  /** Everything the relay logged, as text. */
  readonly logged: () => string;
  readonly databaseFile: string;
  readonly catalogFile: string;
  /** Stops the relay as a deployment would, and starts it again on the same port and database. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Its answers are the same for all tests of the file. */
type ToldBackend = Omit<WebhookReceiver, "answer">;

/** Below the ports that systems give out by themselves, and for each test process a thousand of its own. */
let nextPort = 20_000 + 1_000 * Number(process.env["VITEST_POOL_ID"] ?? 0);

/** Nobody else takes it before it is listened on. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = nextPort;
    nextPort += 1;
    if (await canListen(port)) return port;
  }
}

async function canListen(port: number): Promise<boolean> {
  const probe = createServer();
  const free = await new Promise<boolean>((resolve) => {
    probe.once("error", () => {
      resolve(false);
    });
    probe.listen(port, "127.0.0.1", () => {
      resolve(true);
    });
  });
  if (free) await new Promise((resolve) => probe.close(resolve));
  return free;
}

/** Prompts wait 4 seconds and callbacks come at once, so that nothing takes a minute. */
const QUICK: SandboxOptions = {
  promptSeconds: 4,
  answerDelayMs: 300,
  callbackDelayMs: 50,
  callbackRetryDelaysMs: [200, 400],
  lateAfterSeconds: 8,
  payoutMs: 400,
};

export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const directory = mkdtempSync(path.join(os.tmpdir(), "malipo-e2e-"));
  // Each must know the other's address before it starts.
  const ports = [await freePort(), await freePort(), await freePort()];
  const [sandboxUrl = "", relayUrl = "", shopUrl = ""] = ports.map(
    (port) => `http://localhost:${port}`,
  );
  const databaseFile = path.join(directory, "relay.sqlite");
  const catalogFile = writeCatalog(directory, shopUrl);
  const { webhookUrl } = options;
  const urls = { sandboxUrl, relayUrl, shopUrl };
  const config = readConfig({
    ...relayEnvironment({ ...urls, databaseFile, catalogFile, webhookUrl }),
    ...options.env,
  });
  const addresses = callbackAddresses(config);
  const addressOf = (wanted: string): string | undefined =>
    addresses.find(({ path }) => path === wanted)?.url;
  const almaraC2b = addressOf("/callbacks/almara/c2b");
  const flexpay = addressOf("/callbacks/flexpay");
  if (almaraC2b === undefined || flexpay === undefined)
    throw new Error("the stack offers everything");
  const sandbox = await startSandbox({
    ...QUICK,
    port: Number(new URL(sandboxUrl).port),
    clientSecret: CANARIES.clientSecret,
    c2bUrl: almaraC2b,
    flexpayClientSecret: CANARIES.flexpayClientSecret,
    flexpayTag: TAG,
    flexpayWebhookUrl: flexpay,
    flexpayWebhookSecret: CANARIES.flexpayWebhookSecret,
    ...options.sandbox,
  });
  const lines: string[] = [];
  let adminUrl = "";
  const start = async (): Promise<Relay> => {
    const started = createRelay({
      ...config,
      log: createRelayLog(config, {
        write: (line) => void lines.push(line),
      }),
    });
    const { adminPort } = await started.listen();
    adminUrl = `http://localhost:${adminPort}`;
    return started;
  };
  let relay = await start();
  return {
    ...urls,
    get adminUrl() {
      return adminUrl;
    },
    c2bUrl: almaraC2b,
    databaseFile,
    catalogFile,
    logged: () => lines.join(""),
    async restart() {
      await relay.close();
      relay = await start();
    },
    async close() {
      await relay.close();
      await sandbox.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** One stack for all tests of a file or a suite. */
export function useStack(options: StackOptions = {}): Stack {
  const stack = {} as Stack;
  beforeAll(async () => {
    become(stack, await startStack(options));
  });
  afterAll(() => stack.close());
  return stack;
}

/** The same, beside a merchant's backend that is told of outcomes and refuses none of what it is told. */
export function useToldStack(
  options: StackOptions = {},
): Readonly<Record<"stack", Stack> & Record<"receiver", ToldBackend>> {
  const stack = {} as Stack;
  const receiver = {} as ToldBackend;
  beforeAll(async () => {
    Object.assign(receiver, await startWebhookReceiver());
    const webhookUrl = receiver.url;
    become(stack, await startStack({ ...options, webhookUrl }));
  });
  afterAll(async () => {
    await stack.close();
    await receiver.close();
    expect(receiver.refused).toEqual([]);
  });
  return { stack, receiver };
}

/** With its getters: a restart changes the admin port. */
function become(stack: Stack, started: Stack): void {
  Object.defineProperties(stack, Object.getOwnPropertyDescriptors(started));
}

/** One for one test. */
export async function startOwnStack(options?: StackOptions): Promise<Stack> {
  const stack = await startStack(options);
  onTestFinished(() => stack.close());
  return stack;
}

function readConfig(env: Readonly<Record<string, string>>): Config {
  const parsed = parseConfig(env);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config;
}

/** The demo's catalog, with its pictures where this shop is. */
export function writeCatalog(directory: string, shopUrl: string): string {
  const file = path.join(directory, "catalog.json");
  const text = readFileSync(DEMO_CATALOG, "utf8");
  writeFileSync(file, text.replaceAll("http://localhost:4000", shopUrl));
  return file;
}
