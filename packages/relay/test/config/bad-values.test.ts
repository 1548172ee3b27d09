import { describe, expect, it } from "vitest";
import type { Env } from "../../src/adapters/environment/environment.ts";
import { temporaryFile } from "../support/temporary.ts";
import {
  CARD,
  FLEXPAY,
  JWK,
  KEY,
  SECRET,
  SERVED,
  WEBHOOK,
  problems,
  webhookSecret,
} from "./environments.ts";

const base64 = (bytes: Uint8Array | string): string =>
  Buffer.from(bytes).toString("base64");
const HOOKS = { MALIPO_WEBHOOK_URL: "https://shop.example/hooks" };
const ROUTE = { ALMARA_PAYOUT_ROUTE_ID: "route" };

/** Bad values of one variable, which the rest of the environment does not mind. */
const BAD: readonly [variable: string, values: string[], rest?: Env][] = [
  [
    "MALIPO_PUBLIC_URL",
    [
      "pay.shop.example",
      "http://pay.shop.example",
      "http://localhost.shop.example",
      "https://*.shop.example",
      "https://pay.shop.example//relay",
      "https://s.example/../pay",
      "https://s.example/p%61y",
      "https://s.example/a//",
      "https://pay.shop.example/relay?a",
      "https://pay.shop.example/?a",
      "https://pay.shop.example/#",
      "https://u:p@pay.shop.example",
      "ftp://pay.shop.example",
    ],
  ],
  [
    "MALIPO_ALLOWED_ORIGINS",
    [
      "*",
      "null",
      "https://*.shop.example",
      "http://shop.example",
      "https://shop.example/cart",
      "https://shop.example https://b.example",
    ],
  ],
  [
    "MALIPO_MASTER_KEY",
    [
      base64(Buffer.alloc(31, 1)),
      base64(Buffer.alloc(33, 1)),
      `${KEY}!`,
      base64(Buffer.alloc(32)),
      base64(Buffer.alloc(32, 255)),
      base64(Uint8Array.from({ length: 32 }, (_, i) => i)),
      base64("0123456789abcdef0123456789abcdef"),
    ],
  ],
  [
    "MALIPO_MERCHANT_KEY",
    [
      SECRET.slice(1),
      "demo-merchant-key-0123456789abcdef",
      "please-change-me-please-change-me-1",
      "a".repeat(40),
      `${SECRET} x`,
      `malipo_live_${SECRET.slice(1)}`,
      "malipo_live_please-change-me-please-change-me-1",
    ],
  ],
  ["MALIPO_CART_SECRET", ["short", "example-cart-secret-0123456789abcdef"]],
  ["MALIPO_CART_SECRET_PREVIOUS", ["short"], { MALIPO_CART_SECRET: SECRET }],
  ["MALIPO_PORT", ["65536", "4001.5", "0x10"]],
  ["MALIPO_ADMIN_PORT", ["4001"]],
  ["MALIPO_DATABASE_URL", ["malipo.sqlite", "postgres://db.example"]],
  [
    "MALIPO_DATABASE_PASSWORD",
    ["b"],
    { MALIPO_DATABASE_URL: "postgres://malipo:a@db.example/malipo" },
  ],
  [
    "MALIPO_METHODS",
    ["mpesa,cash", "card", "flexpay", "paybill", "airtel", "MPESA"],
  ],
  ["MALIPO_ORDER_TTL_SECONDS", ["2592001"]],
  ["MALIPO_RETENTION_DAYS", ["-1", "3651"]],
  ["MALIPO_TRUST_PROXY", ["true", "10.0.0.0/33", "10.0.0.1,everyone"]],
  ["MALIPO_MERCHANT_NAME", ["x".repeat(129), "a\nb"]],
  ["MALIPO_SUPPORT_URL", ["help"]],
  ["MALIPO_WEBHOOK_SECRET", [""], HOOKS],
  [
    "MALIPO_WEBHOOK_SECRET",
    [
      WEBHOOK.slice("whsec_".length),
      "whsec_AAAA",
      "whsec_!!!",
      "whsec_",
      webhookSecret(23),
      webhookSecret(65),
    ],
  ],
  [
    "MALIPO_WEBHOOK_SECRET_PREVIOUS",
    [webhookSecret(23)],
    { ...HOOKS, MALIPO_WEBHOOK_SECRET: WEBHOOK },
  ],
  ["MALIPO_WEBHOOK_ABANDONED_ORDERS", ["maybe"]],
  [
    "MALIPO_WEBHOOK_URL",
    [
      "http://shop.example/hooks",
      "http://127.0.0.1:4000/hooks",
      "http://localhost:4000/hooks",
      "https://10.0.0.5/hooks",
      "https://169.254.169.254/hooks",
      "https://[fd00::1]/hooks",
      "https://[::ffff:10.0.0.5]/hooks",
    ],
    { MALIPO_WEBHOOK_SECRET: WEBHOOK },
  ],
  ["MALIPO_PRIVATE_HOSTS", ["https://shop.internal"]],
  [
    "MALIPO_CATALOG",
    [
      "http://shop.example/prices",
      "https://u:p@shop.example/prices",
      "https://10.0.0.5/p",
    ],
    { MALIPO_CART_SECRET: SECRET },
  ],
  ["MALIPO_CATALOG", ["/nowhere/catalog.json"]],
  [
    "ALMARA_API_URL",
    [
      "",
      "http://api.almara.example",
      "https://api.almara.example/?a=1",
      "https://api.almara.example/#a",
    ],
  ],
  ["ALMARA_TOKEN_URL", [""]],
  ["ALMARA_CLIENT_ID", [" "]],
  ["ALMARA_CLIENT_SECRET", [""]],
  ["ALMARA_SHORT_CODE", ["12345678"]],
  ["ALMARA_ACCOUNT_NO", ["x".repeat(26)]],
  ["ALMARA_PAYBILL_SHORT_CODE", ["12345678"]],
  ["ALMARA_AIRTEL_SHORT_CODE", ["12345678"]],
  [
    "ALMARA_AIRTEL_SERVICE_CODE",
    ["1234567"],
    { ALMARA_AIRTEL_SHORT_CODE: "1" },
  ],
  ["ALMARA_PAYOUT_CHANNEL_TYPE", ["", "M-PESA"], ROUTE],
  ["ALMARA_CARD_ROUTE_ID", [""], CARD],
  ["ALMARA_CARD_CHANNEL_TYPE", ["", "mobile"], CARD],
  [
    "ALMARA_CHECKOUT_HOSTS",
    [
      "",
      "https://pay.almara.example",
      "*.almara.example",
      "pay.almara.example/x",
      "user@pay.almara.example",
    ],
    CARD,
  ],
  ["ALMARA_TOKEN_STYLE", ["xml"]],
  ["ALMARA_CARD_CURRENCIES", ["kes", "KES,XXX"]],
  ["ALMARA_PAYOUT_NETWORK", ["Safaricom"]],
  ["ALMARA_MPESA_MIN", ["0", "1.50"]],
  ["ALMARA_MPESA_MAX", ["250,000"]],
  ["ALMARA_MPESA_MAX", ["99"], { ALMARA_MPESA_MIN: "100" }],
  ["ALMARA_PAYOUT_MAX", ["-5"]],
  ["ALMARA_TIMEOUT_SECONDS", ["0", "16", "submit=1.5", "accept=5"]],
  ["FLEXPAY_API_URL", ["http://idaas.flexpay.example"], FLEXPAY],
  ["FLEXPAY_CLIENT_SECRET", [""], FLEXPAY],
  // What a tag or a private key must be is tested where they are read.
  ["FLEXPAY_TAG", ["", "@", `@${"x".repeat(128)}`], FLEXPAY],
  [
    "FLEXPAY_WEBHOOK_SECRET",
    [
      "",
      "  ",
      "Rt5Yx8Kq2Wn7Vb4",
      `${SECRET} x`,
      "sandbox-flexpay-webhook-secret",
    ],
    FLEXPAY,
  ],
  ["FLEXPAY_WEBHOOK_SECRET_PREVIOUS", ["short"], FLEXPAY],
  ["FLEXPAY_WEBHOOK_KEY", ["SHA256"], FLEXPAY],
  [
    "FLEXPAY_PRIVATE_KEY",
    [
      "{",
      "null",
      JSON.stringify({ ...JWK, d: undefined }),
      JSON.stringify({ ...JWK, d: "A".repeat(43) }),
    ],
    FLEXPAY,
  ],
  ["FLEXPAY_UNMATCHED", ["accept"], FLEXPAY],
  ["FLEXPAY_CURRENCIES", ["ngn", "NGN,XXX"], FLEXPAY],
];

describe("bad values", () => {
  it.each(BAD)("of %s are refused: %j", (variable, values, rest = {}) => {
    for (const value of values) {
      const found = problems({ ...SERVED, ...rest, [variable]: value });
      const named = found.map((problem) => problem.split(" ")[0]);
      expect(named, value).toEqual([variable]);
      if (value.trim().length > 8) expect(found.join()).not.toContain(value);
    }
  });

  it.each<[string, Env]>([
    ["MALIPO_WEBHOOK_SECRET", HOOKS],
    [
      "MALIPO_WEBHOOK_SECRET",
      { MALIPO_WEBHOOK_SECRET_PREVIOUS: webhookSecret(24) },
    ],
    ["MALIPO_CART_SECRET", { MALIPO_CART_SECRET_PREVIOUS: SECRET }],
    ["MALIPO_CART_SECRET", { MALIPO_CATALOG: "https://shop.example/prices" }],
    ["ALMARA_AIRTEL_SHORT_CODE", { ALMARA_AIRTEL_SERVICE_CODE: "A" }],
    ["ALMARA_PAYOUT_ROUTE_ID", { ALMARA_PAYOUT_CHANNEL_TYPE: "1" }],
    ["ALMARA_AIRTEL_MAX", { ALMARA_AIRTEL_MIN: "300000" }],
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
  ])("name %s where it goes with %j", (variable, changes) => {
    const found = problems({ ...SERVED, ...changes });
    expect(found.map((problem) => problem.split(" ")[0])).toEqual([variable]);
  });

  it.each([
    [
      "card",
      "which also needs ALMARA_CARD_ROUTE_ID, ALMARA_CARD_CHANNEL_TYPE, ALMARA_CHECKOUT_HOSTS",
    ],
    ["paybill", "which also needs ALMARA_PAYBILL_SHORT_CODE"],
    ["flexpay", "but FlexPay is not configured"],
  ])("say what the method %s lacks", (method, words) => {
    expect(problems({ ...SERVED, MALIPO_METHODS: method })).toEqual([
      `MALIPO_METHODS names ${method}, ${words}`,
    ]);
  });

  it("say what is wrong in a catalog file", () => {
    const file = temporaryFile(
      '{"currency":"KES","products":[{"sku":"A","name":"A","price":1}]}',
    );
    const [problem] = problems({ ...SERVED, MALIPO_CATALOG: file });
    expect(problem).toMatch(/^MALIPO_CATALOG .*products\.0\.price/);
  });
});
