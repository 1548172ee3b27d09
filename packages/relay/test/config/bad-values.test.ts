import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Env } from "../../src/adapters/environment/environment.ts";
import { temporaryFolder } from "../support/temporary.ts";
import {
  CARD,
  KEY,
  SECRET,
  SERVED,
  WEBHOOK,
  problems,
  webhookSecret,
} from "./environments.ts";

describe("bad values", () => {
  it.each<[string, Env]>([
    ["MALIPO_PUBLIC_URL", { MALIPO_PUBLIC_URL: "pay.shop.example" }],
    ["MALIPO_PUBLIC_URL", { MALIPO_PUBLIC_URL: "http://pay.shop.example" }],
    [
      "MALIPO_PUBLIC_URL",
      { MALIPO_PUBLIC_URL: "http://localhost.shop.example" },
    ],
    [
      "MALIPO_PUBLIC_URL",
      { MALIPO_PUBLIC_URL: "https://pay.shop.example//relay" },
    ],
    ["MALIPO_PUBLIC_URL", { MALIPO_PUBLIC_URL: "https://s.example/../pay" }],
    ["MALIPO_PUBLIC_URL", { MALIPO_PUBLIC_URL: "https://s.example/p%61y" }],
    ["MALIPO_PUBLIC_URL", { MALIPO_PUBLIC_URL: "https://s.example/a//" }],
    [
      "MALIPO_PUBLIC_URL",
      { MALIPO_PUBLIC_URL: "https://pay.shop.example/relay?a" },
    ],
    ["MALIPO_PUBLIC_URL", { MALIPO_PUBLIC_URL: "https://pay.shop.example/?a" }],
    ["MALIPO_PUBLIC_URL", { MALIPO_PUBLIC_URL: "https://pay.shop.example/#" }],
    [
      "MALIPO_PUBLIC_URL",
      { MALIPO_PUBLIC_URL: "https://u:p@pay.shop.example" },
    ],
    ["MALIPO_PUBLIC_URL", { MALIPO_PUBLIC_URL: "ftp://pay.shop.example" }],
    ["MALIPO_PUBLIC_URL", { MALIPO_PUBLIC_URL: "https://*.shop.example" }],
    ["MALIPO_ALLOWED_ORIGINS", { MALIPO_ALLOWED_ORIGINS: "*" }],
    ["MALIPO_ALLOWED_ORIGINS", { MALIPO_ALLOWED_ORIGINS: "null" }],
    [
      "MALIPO_ALLOWED_ORIGINS",
      { MALIPO_ALLOWED_ORIGINS: "https://*.shop.example" },
    ],
    [
      "MALIPO_ALLOWED_ORIGINS",
      { MALIPO_ALLOWED_ORIGINS: "http://shop.example" },
    ],
    [
      "MALIPO_ALLOWED_ORIGINS",
      { MALIPO_ALLOWED_ORIGINS: "https://shop.example/cart" },
    ],
    [
      "MALIPO_ALLOWED_ORIGINS",
      { MALIPO_ALLOWED_ORIGINS: "https://shop.example https://b.example" },
    ],
    [
      "MALIPO_MASTER_KEY",
      { MALIPO_MASTER_KEY: Buffer.alloc(31, 1).toString("base64") },
    ],
    [
      "MALIPO_MASTER_KEY",
      { MALIPO_MASTER_KEY: Buffer.alloc(33, 1).toString("base64") },
    ],
    ["MALIPO_MASTER_KEY", { MALIPO_MASTER_KEY: `${KEY}!` }],
    [
      "MALIPO_MASTER_KEY",
      { MALIPO_MASTER_KEY: Buffer.alloc(32).toString("base64") },
    ],
    [
      "MALIPO_MASTER_KEY",
      { MALIPO_MASTER_KEY: Buffer.alloc(32, 255).toString("base64") },
    ],
    [
      "MALIPO_MASTER_KEY",
      {
        MALIPO_MASTER_KEY: Buffer.from(
          Array.from({ length: 32 }, (_, i) => i),
        ).toString("base64"),
      },
    ],
    [
      "MALIPO_MASTER_KEY",
      {
        MALIPO_MASTER_KEY: Buffer.from(
          "0123456789abcdef0123456789abcdef",
        ).toString("base64"),
      },
    ],
    ["MALIPO_MERCHANT_KEY", { MALIPO_MERCHANT_KEY: SECRET.slice(1) }],
    [
      "MALIPO_MERCHANT_KEY",
      { MALIPO_MERCHANT_KEY: "demo-merchant-key-0123456789abcdef" },
    ],
    [
      "MALIPO_MERCHANT_KEY",
      { MALIPO_MERCHANT_KEY: "please-change-me-please-change-me-1" },
    ],
    ["MALIPO_MERCHANT_KEY", { MALIPO_MERCHANT_KEY: "a".repeat(40) }],
    ["MALIPO_MERCHANT_KEY", { MALIPO_MERCHANT_KEY: `${SECRET} x` }],
    ["MALIPO_CART_SECRET", { MALIPO_CART_SECRET: "short" }],
    [
      "MALIPO_CART_SECRET",
      { MALIPO_CART_SECRET: "example-cart-secret-0123456789abcdef" },
    ],
    ["MALIPO_PORT", { MALIPO_PORT: "65536" }],
    ["MALIPO_PORT", { MALIPO_PORT: "4001.5" }],
    ["MALIPO_PORT", { MALIPO_PORT: "0x10" }],
    ["MALIPO_ADMIN_PORT", { MALIPO_ADMIN_PORT: "4001" }],
    ["MALIPO_DATABASE_URL", { MALIPO_DATABASE_URL: "malipo.sqlite" }],
    ["MALIPO_DATABASE_URL", { MALIPO_DATABASE_URL: "sqlite:" }],
    ["MALIPO_DATABASE_URL", { MALIPO_DATABASE_URL: "sqlite::memory:" }],
    ["MALIPO_DATABASE_URL", { MALIPO_DATABASE_URL: "postgres://db.example" }],
    [
      "MALIPO_DATABASE_PASSWORD",
      {
        MALIPO_DATABASE_URL: "postgres://malipo:a@db.example/malipo",
        MALIPO_DATABASE_PASSWORD: "b",
      },
    ],
    ["MALIPO_METHODS", { MALIPO_METHODS: "mpesa,cash" }],
    ["MALIPO_METHODS", { MALIPO_METHODS: "card" }],
    ["MALIPO_METHODS", { MALIPO_METHODS: "flexpay" }],
    ["MALIPO_METHODS", { MALIPO_METHODS: "paybill" }],
    ["MALIPO_METHODS", { MALIPO_METHODS: "airtel" }],
    ["MALIPO_METHODS", { MALIPO_METHODS: "MPESA" }],
    ["MALIPO_ORDER_TTL_SECONDS", { MALIPO_ORDER_TTL_SECONDS: "2592001" }],
    ["MALIPO_TRUST_PROXY", { MALIPO_TRUST_PROXY: "true" }],
    ["MALIPO_TRUST_PROXY", { MALIPO_TRUST_PROXY: "10.0.0.0/33" }],
    ["MALIPO_TRUST_PROXY", { MALIPO_TRUST_PROXY: "10.0.0.1,everyone" }],
    ["MALIPO_MERCHANT_NAME", { MALIPO_MERCHANT_NAME: "x".repeat(129) }],
    ["MALIPO_MERCHANT_NAME", { MALIPO_MERCHANT_NAME: "a\nb" }],
    ["MALIPO_SUPPORT_URL", { MALIPO_SUPPORT_URL: "help" }],
    [
      "MALIPO_WEBHOOK_SECRET",
      { MALIPO_WEBHOOK_URL: "https://shop.example/hooks" },
    ],
    [
      "MALIPO_WEBHOOK_SECRET",
      { MALIPO_WEBHOOK_SECRET: WEBHOOK.slice("whsec_".length) },
    ],
    ["MALIPO_WEBHOOK_SECRET", { MALIPO_WEBHOOK_SECRET: "whsec_AAAA" }],
    ["MALIPO_WEBHOOK_SECRET", { MALIPO_WEBHOOK_SECRET: "whsec_!!!" }],
    ["MALIPO_WEBHOOK_SECRET", { MALIPO_WEBHOOK_SECRET: "whsec_" }],
    ["MALIPO_WEBHOOK_SECRET", { MALIPO_WEBHOOK_SECRET: webhookSecret(23) }],
    ["MALIPO_WEBHOOK_SECRET", { MALIPO_WEBHOOK_SECRET: webhookSecret(65) }],
    [
      "MALIPO_WEBHOOK_SECRET",
      {
        MALIPO_WEBHOOK_URL: "https://shop.example/hooks",
        MALIPO_WEBHOOK_SECRET: "",
      },
    ],
    [
      "MALIPO_WEBHOOK_SECRET",
      { MALIPO_WEBHOOK_SECRET_PREVIOUS: webhookSecret(24) },
    ],
    ["MALIPO_CART_SECRET", { MALIPO_CART_SECRET_PREVIOUS: SECRET }],
    [
      "MALIPO_CART_SECRET_PREVIOUS",
      { MALIPO_CART_SECRET: SECRET, MALIPO_CART_SECRET_PREVIOUS: "short" },
    ],
    [
      "MALIPO_WEBHOOK_ABANDONED_ORDERS",
      { MALIPO_WEBHOOK_ABANDONED_ORDERS: "maybe" },
    ],
    [
      "MALIPO_WEBHOOK_SECRET_PREVIOUS",
      {
        MALIPO_WEBHOOK_URL: "https://shop.example/hooks",
        MALIPO_WEBHOOK_SECRET: WEBHOOK,
        MALIPO_WEBHOOK_SECRET_PREVIOUS: webhookSecret(23),
      },
    ],
    [
      "MALIPO_WEBHOOK_URL",
      {
        MALIPO_WEBHOOK_URL: "http://shop.example/hooks",
        MALIPO_WEBHOOK_SECRET: WEBHOOK,
      },
    ],
    ["MALIPO_PRIVATE_HOSTS", { MALIPO_PRIVATE_HOSTS: "https://shop.internal" }],
    ...[
      "http://127.0.0.1:4000/hooks",
      "http://localhost:4000/hooks",
      "https://10.0.0.5/hooks",
      "https://169.254.169.254/hooks",
      "https://[fd00::1]/hooks",
      "https://[::ffff:10.0.0.5]/hooks",
    ].map((url): [string, Env] => [
      "MALIPO_WEBHOOK_URL",
      { MALIPO_WEBHOOK_URL: url, MALIPO_WEBHOOK_SECRET: WEBHOOK },
    ]),
    [
      "MALIPO_CATALOG",
      { MALIPO_CATALOG: "https://10.0.0.5/p", MALIPO_CART_SECRET: SECRET },
    ],
    ["MALIPO_CART_SECRET", { MALIPO_CATALOG: "https://shop.example/prices" }],
    [
      "MALIPO_CATALOG",
      {
        MALIPO_CATALOG: "http://shop.example/prices",
        MALIPO_CART_SECRET: SECRET,
      },
    ],
    [
      "MALIPO_CATALOG",
      {
        MALIPO_CATALOG: "https://u:p@shop.example/prices",
        MALIPO_CART_SECRET: SECRET,
      },
    ],
    ["MALIPO_CATALOG", { MALIPO_CATALOG: "/nowhere/catalog.json" }],
    ["ALMARA_API_URL", { ALMARA_API_URL: undefined }],
    ["ALMARA_API_URL", { ALMARA_API_URL: "http://api.almara.example" }],
    ["ALMARA_API_URL", { ALMARA_API_URL: "https://api.almara.example/?a=1" }],
    ["ALMARA_API_URL", { ALMARA_API_URL: "https://api.almara.example/#a" }],
    ["ALMARA_TOKEN_URL", { ALMARA_TOKEN_URL: undefined }],
    ["ALMARA_CLIENT_ID", { ALMARA_CLIENT_ID: " " }],
    ["ALMARA_CLIENT_SECRET", { ALMARA_CLIENT_SECRET: undefined }],
    ["ALMARA_SHORT_CODE", { ALMARA_SHORT_CODE: "12345678" }],
    ["ALMARA_ACCOUNT_NO", { ALMARA_ACCOUNT_NO: "x".repeat(26) }],
    ["ALMARA_PAYBILL_SHORT_CODE", { ALMARA_PAYBILL_SHORT_CODE: "12345678" }],
    ["ALMARA_AIRTEL_SHORT_CODE", { ALMARA_AIRTEL_SHORT_CODE: "12345678" }],
    ["ALMARA_AIRTEL_SHORT_CODE", { ALMARA_AIRTEL_SERVICE_CODE: "A" }],
    [
      "ALMARA_AIRTEL_SERVICE_CODE",
      { ALMARA_AIRTEL_SHORT_CODE: "1", ALMARA_AIRTEL_SERVICE_CODE: "1234567" },
    ],
    ["ALMARA_PAYOUT_CHANNEL_TYPE", { ALMARA_PAYOUT_ROUTE_ID: "route" }],
    ["ALMARA_PAYOUT_ROUTE_ID", { ALMARA_PAYOUT_CHANNEL_TYPE: "1" }],
    [
      "ALMARA_PAYOUT_CHANNEL_TYPE",
      { ALMARA_PAYOUT_ROUTE_ID: "route", ALMARA_PAYOUT_CHANNEL_TYPE: "M-PESA" },
    ],
    ["ALMARA_CARD_ROUTE_ID", { ...CARD, ALMARA_CARD_ROUTE_ID: undefined }],
    [
      "ALMARA_CARD_CHANNEL_TYPE",
      { ...CARD, ALMARA_CARD_CHANNEL_TYPE: undefined },
    ],
    [
      "ALMARA_CARD_CHANNEL_TYPE",
      { ...CARD, ALMARA_CARD_CHANNEL_TYPE: "mobile" },
    ],
    ["ALMARA_CHECKOUT_HOSTS", { ...CARD, ALMARA_CHECKOUT_HOSTS: undefined }],
    [
      "ALMARA_CHECKOUT_HOSTS",
      { ...CARD, ALMARA_CHECKOUT_HOSTS: "https://pay.almara.example" },
    ],
    [
      "ALMARA_CHECKOUT_HOSTS",
      { ...CARD, ALMARA_CHECKOUT_HOSTS: "*.almara.example" },
    ],
    [
      "ALMARA_CHECKOUT_HOSTS",
      { ...CARD, ALMARA_CHECKOUT_HOSTS: "pay.almara.example/x" },
    ],
    [
      "ALMARA_CHECKOUT_HOSTS",
      { ...CARD, ALMARA_CHECKOUT_HOSTS: "user@pay.almara.example" },
    ],
    ["ALMARA_TOKEN_STYLE", { ALMARA_TOKEN_STYLE: "xml" }],
    ["ALMARA_CARD_CURRENCIES", { ALMARA_CARD_CURRENCIES: "kes" }],
    ["ALMARA_CARD_CURRENCIES", { ALMARA_CARD_CURRENCIES: "KES,XXX" }],
    ["ALMARA_PAYOUT_NETWORK", { ALMARA_PAYOUT_NETWORK: "Safaricom" }],
    ["ALMARA_MPESA_MIN", { ALMARA_MPESA_MIN: "0" }],
    ["ALMARA_MPESA_MIN", { ALMARA_MPESA_MIN: "1.50" }],
    ["ALMARA_MPESA_MAX", { ALMARA_MPESA_MAX: "250,000" }],
    ["ALMARA_MPESA_MAX", { ALMARA_MPESA_MIN: "100", ALMARA_MPESA_MAX: "99" }],
    ["ALMARA_AIRTEL_MAX", { ALMARA_AIRTEL_MIN: "300000" }],
    ["ALMARA_PAYOUT_MAX", { ALMARA_PAYOUT_MAX: "-5" }],
    ["ALMARA_TIMEOUT_SECONDS", { ALMARA_TIMEOUT_SECONDS: "0" }],
    ["ALMARA_TIMEOUT_SECONDS", { ALMARA_TIMEOUT_SECONDS: "16" }],
    ["ALMARA_TIMEOUT_SECONDS", { ALMARA_TIMEOUT_SECONDS: "submit=1.5" }],
    ["ALMARA_TIMEOUT_SECONDS", { ALMARA_TIMEOUT_SECONDS: "accept=5" }],
    ["MALIPO_METHODS", { ALMARA_SHORT_CODE: undefined }],
    [
      "FLEXPAY_CLIENT_ID",
      {
        FLEXPAY_API_URL: "https://flexpay.example",
        FLEXPAY_CLIENT_SECRET: "s",
        FLEXPAY_TAG: "duka@dukaapp",
        FLEXPAY_WEBHOOK_SECRET: SECRET,
      },
    ],
  ])("refuses %s in %j", (variable, changes) => {
    const found = problems({ ...SERVED, ...changes });
    expect(found.map((problem) => problem.split(" ")[0])).toEqual([variable]);
  });

  it("says of a named method what it lacks", () => {
    expect(problems({ ...SERVED, MALIPO_METHODS: "card" })).toEqual([
      "MALIPO_METHODS names card, which also needs ALMARA_CARD_ROUTE_ID, ALMARA_CARD_CHANNEL_TYPE, ALMARA_CHECKOUT_HOSTS",
    ]);
    expect(problems({ ...SERVED, MALIPO_METHODS: "paybill" })).toEqual([
      "MALIPO_METHODS names paybill, which also needs ALMARA_PAYBILL_SHORT_CODE",
    ]);
    expect(problems({ ...SERVED, MALIPO_METHODS: "flexpay" })).toEqual([
      "MALIPO_METHODS names flexpay, but FlexPay is not configured",
    ]);
  });

  it("says of a catalog file what is wrong in it", () => {
    const file = path.join(temporaryFolder(), "catalog.json");
    writeFileSync(
      file,
      '{"currency":"KES","products":[{"sku":"A","name":"A","price":1}]}',
    );
    const [problem] = problems({ ...SERVED, MALIPO_CATALOG: file });
    expect(problem).toMatch(/^MALIPO_CATALOG .*products\.0\.price/);
  });
});
