/** A real sandbox and a real relay, over real HTTP, on free ports and a SQLite file of their own. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { createRelay, createRelayLog, parseConfig } from "@malipo/relay";
import type { Relay } from "@malipo/relay";
import { startSandbox } from "@malipo/sandbox";
import type { SandboxOptions } from "@malipo/sandbox";

/** Secrets made for the tests; `secrets.test.ts` looks for them where they must not be. */
export const CANARIES = {
  masterKey: Buffer.alloc(32, "canary-master-key").toString("base64"),
  merchantKey: "mk_canary_8f1d0c7b6a5948372615f0e1d2c3b4a5",
  clientSecret: "cs_canary_1a2b3c4d5e6f708192a3b4c5d6e7f809",
  cartSecret: "ct_canary_0f1e2d3c4b5a69788796a5b4c3d2e1f0",
} as const;

const DEMO_CATALOG = path.join(
  import.meta.dirname,
  "../../examples/storefront/catalog.json",
);

export interface StackOptions {
  readonly sandbox?: SandboxOptions;
  /** More of the relay's environment, or other values. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface Stack {
  readonly relayUrl: string;
  readonly sandboxUrl: string;
  /** The shop's origin, which the relay allows. */
  readonly shopUrl: string;
  /** Everything the relay logged, as text. */
  readonly logged: () => string;
  readonly databaseFile: string;
  readonly catalogFile: string;
  /** Stops the relay as a deployment would, and starts it again on the same port and database. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => {
    probe.listen(0, "127.0.0.1", resolve);
  });
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Prompts wait 4 seconds and callbacks come at once, so that nothing takes a minute. */
const QUICK: SandboxOptions = {
  promptSeconds: 4,
  answerDelayMs: 300,
  callbackDelayMs: 50,
  callbackRetryDelaysMs: [200, 400],
  lateAfterSeconds: 8,
};

export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const directory = mkdtempSync(path.join(os.tmpdir(), "malipo-e2e-"));
  const databaseFile = path.join(directory, "relay.sqlite");
  const sandbox = await startSandbox({
    ...QUICK,
    clientSecret: CANARIES.clientSecret,
    ...options.sandbox,
  });
  const [relayPort, shopPort] = [await freePort(), await freePort()];
  const shopUrl = `http://localhost:${shopPort}`;
  const relayUrl = `http://localhost:${relayPort}`;
  // The demo's catalog, with its pictures where this shop is.
  const catalogFile = path.join(directory, "catalog.json");
  const catalog = readFileSync(DEMO_CATALOG, "utf8");
  writeFileSync(
    catalogFile,
    catalog.replaceAll("http://localhost:4000", shopUrl),
  );
  const lines: string[] = [];
  const env = {
    MALIPO_PUBLIC_URL: relayUrl,
    MALIPO_PORT: String(relayPort),
    MALIPO_ADMIN_PORT: "0",
    MALIPO_ALLOWED_ORIGINS: shopUrl,
    MALIPO_DATABASE_URL: `sqlite:${databaseFile}`,
    MALIPO_MASTER_KEY: CANARIES.masterKey,
    MALIPO_MERCHANT_KEY: CANARIES.merchantKey,
    MALIPO_CART_SECRET: CANARIES.cartSecret,
    MALIPO_MERCHANT_NAME: "Duka la Mashati",
    MALIPO_CATALOG: catalogFile,
    MALIPO_PROMPT_SECONDS: "10",
    MALIPO_DEADLINE_GRACE_SECONDS: "1",
    ALMARA_API_URL: sandbox.url,
    ALMARA_TOKEN_URL: `${sandbox.url}/connect/token`,
    ALMARA_CLIENT_ID: "sandbox-client",
    ALMARA_CLIENT_SECRET: CANARIES.clientSecret,
    ALMARA_CARD_ROUTE_ID: "DED81224-70B6-ED11-AD49-0EE00E897F52",
    ALMARA_CARD_CHANNEL_TYPE: "172",
    ALMARA_SHORT_CODE: "898100",
    ALMARA_CHECKOUT_HOSTS: new URL(sandbox.url).host,
    ...options.env,
  };
  const start = async (): Promise<Relay> => {
    const parsed = parseConfig(env);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const started = createRelay({
      ...parsed.config,
      log: createRelayLog(parsed.config, {
        write: (line) => void lines.push(line),
      }),
    });
    await started.listen();
    return started;
  };
  let relay = await start();
  return {
    relayUrl,
    sandboxUrl: sandbox.url,
    shopUrl,
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
