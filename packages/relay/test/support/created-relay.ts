/** Relays made by `createRelay`, alone or in a shop. */
import path from "node:path";
import express from "express";
import type { RequestHandler } from "express";
import { onTestFinished } from "vitest";
import { createRelay, createRelayLog, parseConfig } from "../../src/index.ts";
import type { Config, RelayOptions } from "../../src/index.ts";
import { listen } from "./http-server.ts";
import { temporaryFolder } from "./temporary.ts";

export const MASTER_KEY = Buffer.alloc(32, "a test's master key").toString(
  "base64",
);

/** A configuration that is right, with a database of its own. */
export function testConfig(changes: Record<string, string> = {}): Config {
  const result = parseConfig({
    MALIPO_PUBLIC_URL: "http://localhost:4001",
    MALIPO_PORT: "0",
    MALIPO_ADMIN_PORT: "0",
    MALIPO_ALLOWED_ORIGINS: "http://localhost:4000",
    MALIPO_MASTER_KEY: MASTER_KEY,
    MALIPO_DATABASE_URL: `sqlite:${path.join(temporaryFolder(), "relay.sqlite")}`,
    ALMARA_API_URL: "http://localhost:4002",
    ALMARA_TOKEN_URL: "http://localhost:4002/connect/token",
    ALMARA_CLIENT_ID: "client",
    ALMARA_CLIENT_SECRET: "a-client-secret-for-a-test",
    ALMARA_SHORT_CODE: "898100",
    ...changes,
  });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.config;
}

export const quiet = (config: Config): RelayOptions => ({
  ...config,
  log: createRelayLog(config, { write: () => undefined }),
});

/** An existing shop with its own routes and body parser, which the relay is mounted in. */
export async function startShop(
  options: RelayOptions,
  ...before: RequestHandler[]
) {
  const relay = createRelay(options);
  const app = express();
  for (const handler of before) app.use(handler);
  app.get("/", (_req, res) => void res.send("the shop"));
  app.use(relay.router);
  app.use(relay.rescue);
  app.get("/thanks", (_req, res) => void res.send("thank you"));
  const url = await listen(app);
  onTestFinished(() => relay.close());
  return { relay, url };
}

export const order = (url: string, sku = "A"): Promise<Response> =>
  fetch(`${url}/v1/orders`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "Idempotency-Key": crypto.randomUUID(),
    },
    body: JSON.stringify({ lines: [{ sku, quantity: 2 }] }),
  });
