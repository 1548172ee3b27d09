/** The shops under examples/ that are servers: each is started as its README says, and somebody pays there. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { startSandbox } from "@malipo/sandbox";
import { describe, expect, it, onTestFinished } from "vitest";
import { at } from "../../scripts/lib/paths.ts";
import { CANARIES } from "../support/canaries.ts";
import { blockOf, markedBlocks, readPage } from "../support/marked-blocks.ts";
import { relayEnvironment } from "../support/relay-environment.ts";
import { startProgram } from "../support/shell.ts";
import type { Running } from "../support/shell.ts";
import { openOrder } from "../support/shopper.ts";
import { freePort, startOwnStack } from "../support/stack.ts";
import { until } from "../support/until.ts";

const PAYER = "254712345601";
const PATH = process.env["PATH"] ?? "";
/** It runs from the sources, which takes a busy machine long. */
const STARTS_MS = 60_000;

function startShop(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Running {
  const shop = startProgram(command, args, { PATH, ...env });
  onTestFinished(() => shop.stop());
  return shop;
}

const read = async (url: string): Promise<string> => (await fetch(url)).text();

/** The relay lives in this shop, which is one program: starts it, with a sandbox, and has one shirt paid there. */
async function payIn(
  script: (folder: string) => string,
  listens: RegExp,
  catalog: (folder: string) => string = () => "",
): Promise<{ shop: Running; shopUrl: string; reference: string }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "malipo-guest-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const port = await freePort();
  const shopUrl = `http://localhost:${port}`;
  const relayUrl = `${shopUrl}/pay`;
  const sandbox = await startSandbox({
    clientSecret: CANARIES.clientSecret,
    answerDelayMs: 300,
    callbackDelayMs: 50,
  });
  onTestFinished(() => sandbox.close());
  const env = relayEnvironment({
    relayUrl,
    shopUrl,
    sandboxUrl: sandbox.url,
    databaseFile: path.join(folder, "malipo.sqlite"),
    catalogFile: "",
    webhookUrl: `${shopUrl}/webhooks`,
  });
  const shop = startShop(
    process.execPath,
    ["--conditions=@malipo/source", script(folder)],
    {
      ...env,
      MALIPO_CATALOG: catalog(folder),
      MALIPO_LOG_LEVEL: "silent",
      PORT: String(port),
    },
  );
  await until("the shop listens", () => listens.test(shop.output()), STARTS_MS);
  const lines = [{ sku: "SHIRT-1", quantity: 1 }];
  const shopper = await openOrder({ relayUrl, shopUrl }, { lines });
  await shopper.pay("mpesa", PAYER);
  const { reference, amount } = await shopper.seesPaid();
  expect(amount).toEqual({ value: 250_000, currency: "KES" });
  return { shop, shopUrl, reference };
}

function writeShirts(folder: string): string {
  const file = path.join(folder, "catalog.json");
  const products = [{ sku: "SHIRT-1", name: "Black shirt", price: "2500.00" }];
  writeFileSync(file, JSON.stringify({ currency: "KES", products }));
  return file;
}

describe("docs/frameworks.md", () => {
  const snippets = markedBlocks(
    readPage("docs/frameworks.md"),
    "snippet",
    "js",
  );

  it.each(["express", "fastify"])(
    "%s: the relay lives in the server",
    async (name) => {
      await payIn(
        (folder) => {
          const file = path.join(folder, "server.mjs");
          writeFileSync(file, blockOf(snippets, name));
          symlinkSync(at("node_modules"), path.join(folder, "node_modules"));
          return file;
        },
        /listening on port \d+/,
        writeShirts,
      );
    },
  );
});

describe("examples", () => {
  it("express4: the relay lives in the shop", async () => {
    const { shop, shopUrl, reference } = await payIn(
      () => at("examples", "express4", "shop.js"),
      /shop on port/,
    );
    expect(await read(shopUrl)).toContain(`relay="${shopUrl}/pay"`);
    await until("the shop is told", () =>
      shop.output().includes(`order.paid ${reference}`),
    );
  });

  const hasPhp = spawnSync("php", ["--version"]).status === 0;
  if (!hasPhp)
    console.warn("examples/php is not tested: there is no php here.");
  if (hasPhp)
    it("php: the shop signs the cart and receives the webhook", async () => {
      const port = await freePort();
      const address = `localhost:${port}`;
      const stack = await startOwnStack({
        webhookUrl: `http://${address}/webhooks`,
      });
      const shop = startShop(
        "php",
        ["-S", address, at("examples", "php", "shop.php")],
        {
          MALIPO_PUBLIC_URL: stack.relayUrl,
          MALIPO_CART_SECRET: CANARIES.cartSecret,
          MALIPO_WEBHOOK_SECRET: CANARIES.webhookSecret,
        },
      );
      const page = await until("the shop listens", () =>
        read(`http://${address}/`).catch(() => undefined),
      );
      const [, cartToken] = /cart-token="([^"]+)"/.exec(page) ?? [];
      const shopper = await openOrder(stack, { cartToken });
      await shopper.pay("mpesa", PAYER);
      const { reference, amount } = await shopper.seesPaid();
      expect(amount).toEqual({ value: 250_000, currency: "KES" });
      await until("the shop is told", () =>
        shop.output().includes(`order.paid ${reference}`),
      );
      const forged = await fetch(`http://${address}/webhooks`, {
        method: "POST",
        body: "{}",
      });
      expect(forged.status).toBe(400);
    });
});
