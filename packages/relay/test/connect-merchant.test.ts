import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { connectMerchant } from "../src/connect-merchant.ts";
import { testConfig } from "./support/created-relay.ts";
import { MemoryLog } from "./support/memory-log.ts";
import { temporaryFolder } from "./support/temporary.ts";

const connect = (options: Parameters<typeof connectMerchant>[0]) =>
  connectMerchant(options, new MemoryLog(), AbortSignal.timeout(1_000), {});
const CART_SECRET = "a-cart-secret-for-a-test-0123456789";

describe("connectMerchant", () => {
  it("mails receipts unless the mail server is there for alerts alone", () => {
    const mail = {
      MALIPO_SMTP_URL: "smtp://127.0.0.1:2525",
      MALIPO_MAIL_FROM: "relay@duka.example",
      MALIPO_ALERT_EMAIL: "owner@duka.example",
    };
    const both = connect(testConfig(mail));
    expect(both.mailer).not.toBeNull();
    expect(both.alerts?.mailer).toBe(both.mailer);
    const alone = connect(testConfig({ ...mail, MALIPO_RECEIPT_EMAIL: "off" }));
    expect(alone.mailer).toBeNull();
    expect(alone.alerts).toMatchObject({ emails: ["owner@duka.example"] });
    expect(alone.alerts?.mailer).not.toBeNull();
  });

  it("connects nothing that is not configured", () => {
    expect(connect(testConfig())).toMatchObject({
      webhook: null,
      catalog: null,
      cartTokens: null,
      mailer: null,
      textSender: null,
    });
  });

  it("prices carts with the products of a file", async () => {
    const file = path.join(temporaryFolder(), "products.json");
    const products = [{ sku: "A", name: "Shirt", price: "10.50" }];
    writeFileSync(file, JSON.stringify({ currency: "KES", products }));
    const { catalog } = connect(testConfig({ MALIPO_CATALOG: file }));
    const priced = await catalog?.price([{ sku: "A", quantity: 2 }]);
    expect(priced).toMatchObject({
      ok: true,
      value: { lines: [{ amount: { value: 2_100, currency: "KES" } }] },
    });
  });

  it("asks the address of a catalog only with a secret to sign with", () => {
    const config = testConfig({
      MALIPO_CATALOG: "https://shop.example/prices",
      MALIPO_CART_SECRET: CART_SECRET,
    });
    const { catalog, cartTokens } = connect(config);
    expect([catalog, cartTokens]).not.toContain(null);
    expect(() => connect({ ...config, cartSecret: null })).toThrow(TypeError);
  });
});
