/** The shops under examples/ that are servers: each is started as its README says, and somebody pays there. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { startSandbox } from "@malipo/sandbox";
import { describe, expect, it, onTestFinished } from "vitest";
import { at } from "../../scripts/lib/paths.ts";
import { CANARIES } from "../support/canaries.ts";
import { relayEnvironment } from "../support/relay-environment.ts";
import { startProgram } from "../support/shell.ts";
import type { Running } from "../support/shell.ts";
import { openOrder } from "../support/shopper.ts";
import { freePort, startOwnStack } from "../support/stack.ts";
import { until } from "../support/until.ts";

const PAYER = "254712345601";
const PATH = process.env["PATH"] ?? "";

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

describe("examples", () => {
  it("express4: the relay lives in the shop", async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "malipo-express4-"));
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
      ["--conditions=@malipo/source", at("examples", "express4", "shop.js")],
      {
        ...env,
        MALIPO_CATALOG: "",
        MALIPO_LOG_LEVEL: "silent",
        PORT: String(port),
      },
    );
    await until("the shop listens", () =>
      shop.output().includes("shop on port"),
    );
    expect(await read(shopUrl)).toContain(`relay="${relayUrl}"`);
    const lines = [{ sku: "SHIRT-1", quantity: 1 }];
    const shopper = await openOrder({ relayUrl, shopUrl }, { lines });
    await shopper.pay("mpesa", PAYER);
    const { reference, amount } = await shopper.seesPaid();
    expect(amount).toEqual({ value: 250_000, currency: "KES" });
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
