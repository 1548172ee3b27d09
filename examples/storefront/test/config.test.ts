import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { ConfigError, readConfig } from "../src/config.ts";

describe("readConfig", () => {
  it("needs nothing to sell shirts", () => {
    expect(readConfig({ SHOP_PORT: " ", SHOP_MERCHANT_KEY: "" })).toMatchObject(
      {
        port: 4000,
        shopUrl: "http://localhost:4000",
        relayUrl: "http://localhost:4001",
        merchantKey: null,
        webhookSecret: null,
        testPhoneUrl: null,
        testWalletUrl: null,
      },
    );
  });

  it("takes addresses as origins", () => {
    const config = readConfig({
      SHOP_URL: "https://shop.example/",
      SHOP_RELAY_URL: "https://pay.shop.example/v1",
      SHOP_TEST_PHONE_URL: "http://localhost:4002/phone",
    });
    expect(config.shopUrl).toBe("https://shop.example");
    expect(config.relayUrl).toBe("https://pay.shop.example");
    expect(config.testPhoneUrl).toBe("http://localhost:4002/phone");
  });

  it("reads the key from a file", async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "malipo-shop-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = path.join(folder, "key");
    await writeFile(file, "a-key\n");
    const { merchantKey } = readConfig({
      SHOP_MERCHANT_KEY_FILE: file,
      SHOP_LINKS_FILE: path.join(folder, "links.json"),
    });
    expect(merchantKey).toBe("a-key");
  });

  it("names everything that is wrong at once, and no value", () => {
    const read = () =>
      readConfig({
        SHOP_PORT: "4000.5",
        SHOP_URL: "shop.example",
        SHOP_RELAY_URL: "javascript:0",
        SHOP_MERCHANT_KEY: "s3cret",
        SHOP_MERCHANT_KEY_FILE: "/no/such/file",
        SHOP_WEBHOOK_SECRET: "whsec_c2hvcnQ=",
        SHOP_TEST_PHONE_URL: "phone",
        SHOP_TEST_WALLET_URL: "wallet",
      });
    expect(read).toThrow(
      new ConfigError(
        [
          "SHOP_PORT must be a port number",
          "SHOP_URL must be an http or https address",
          "SHOP_RELAY_URL must be an http or https address",
          "SHOP_MERCHANT_KEY_FILE must name a file that can be read",
          "SHOP_TEST_PHONE_URL must be an http or https address",
          "SHOP_TEST_WALLET_URL must be an http or https address",
          "SHOP_WEBHOOK_SECRET must be whsec_ and 24 bytes in base64.",
        ].join("; "),
      ),
    );
    expect(() => readConfig({ SHOP_MERCHANT_KEY: "s3cret" })).toThrow(
      "SHOP_LINKS_FILE",
    );
  });
});
