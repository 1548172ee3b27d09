import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parseConfig, secretsOf } from "../../src/config.ts";
import type { Config } from "../../src/config.ts";
import type { Env } from "../../src/config/environment.ts";
import { temporaryFolder } from "../support/temporary.ts";

const KEY = Buffer.from(
  Array.from({ length: 32 }, (_, i) => (i * i * 7 + 131) & 255),
).toString("base64");
const SECRET = "Jq3v0Zt8Wm5Xc1Rf7Lk2Pb9Ns4Hd6Gy0";
const WEBHOOK = `whsec_${Buffer.from(KEY.slice(0, 30)).toString("base64")}`;

const SERVED: Env = {
  MALIPO_PUBLIC_URL: "https://pay.shop.example",
  MALIPO_MASTER_KEY: KEY,
  MALIPO_MERCHANT_KEY: SECRET,
  ALMARA_API_URL: "https://api.almara.example",
  ALMARA_TOKEN_URL: "https://auth.almara.example/connect/token",
  ALMARA_CLIENT_ID: "client",
  ALMARA_CLIENT_SECRET: "provider-secret",
  ALMARA_SHORT_CODE: "174379",
};
const CARD: Env = {
  ALMARA_CARD_ROUTE_ID: "route",
  ALMARA_CARD_CHANNEL_TYPE: "172",
  ALMARA_CHECKOUT_HOSTS: "pay.almara.example, pay2.almara.example:8443",
};
const LOCAL: Env = { ...SERVED, MALIPO_PUBLIC_URL: "http://localhost:4001" };

function config(env: Env): Config {
  const result = parseConfig(env);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.config;
}

/** `VARIABLE message` of every problem. */
function problems(env: Env): string[] {
  const result = parseConfig(env);
  return result.ok
    ? []
    : result.problems.map(({ variable, message }) => `${variable} ${message}`);
}

describe("parseConfig", () => {
  it("fills in the defaults", () => {
    expect(config(SERVED)).toMatchObject({
      publicUrl: "https://pay.shop.example",
      host: "0.0.0.0",
      port: 4001,
      adminPort: 4011,
      trustProxy: false,
      logLevel: "info",
      allowedOrigins: [],
      databaseUrl: "sqlite:malipo.sqlite",
      merchantKey: SECRET,
      merchant: { name: "pay.shop.example" },
      catalog: null,
      cartSecret: null,
      webhook: null,
      methods: ["mpesa"],
      orderTtlSeconds: 3600,
      promptSeconds: 60,
      deadlineGraceSeconds: 30,
      flexpay: null,
    });
    expect(config(SERVED).masterKey).toEqual(
      new Uint8Array(Buffer.from(KEY, "base64")),
    );
    expect(config(SERVED).merchant).not.toHaveProperty("supportUrl");
  });

  it("reads all of Almara's settings", () => {
    const env = {
      ...SERVED,
      ...CARD,
      ALMARA_SCOPE: "api",
      ALMARA_ACCOUNT_NO: "ACC-1",
    };
    expect(config(env).almara).toEqual({
      apiUrl: "https://api.almara.example",
      tokenUrl: "https://auth.almara.example/connect/token",
      clientId: "client",
      clientSecret: "provider-secret",
      scope: "api",
      cardRouteId: "route",
      cardChannelType: 172,
      accountNo: "ACC-1",
      shortCode: "174379",
      checkoutHosts: ["pay.almara.example", "pay2.almara.example:8443"],
    });
    expect(config(env).methods).toEqual(["mpesa", "card"]);
  });

  it("is frozen through and through", () => {
    const frozen = config({ ...SERVED, ...CARD });
    expect(Object.isFrozen(frozen)).toBe(true);
    expect(Object.isFrozen(frozen.almara)).toBe(true);
    expect(Object.isFrozen(frozen.almara?.checkoutHosts)).toBe(true);
  });

  it("counts empty text and white space as absent", () => {
    expect(
      config({
        ...SERVED,
        MALIPO_PORT: "",
        MALIPO_CATALOG: "  ",
        MALIPO_METHODS: " , ",
      }),
    ).toEqual(config(SERVED));
  });

  it("reads everything that can be given", () => {
    const catalog = path.join(temporaryFolder(), "catalog.json");
    writeFileSync(catalog, '{"currency":"KES","products":[]}');
    expect(
      config({
        ...SERVED,
        ...CARD,
        MALIPO_PUBLIC_URL: "https://pay.shop.example:8443/",
        MALIPO_HOST: "10.0.0.5",
        MALIPO_PORT: "0",
        MALIPO_ADMIN_PORT: "0",
        MALIPO_TRUST_PROXY: "loopback, 10.0.0.0/8",
        MALIPO_LOG_LEVEL: "warn",
        MALIPO_ALLOWED_ORIGINS:
          "https://Shop.example, http://localhost:4000,https://shop.example:443",
        MALIPO_DATABASE_URL: "sqlite:/var/lib/malipo/db.sqlite",
        MALIPO_MERCHANT_NAME: "Duka la Mavazi",
        MALIPO_SUPPORT_URL: "mailto:help@shop.example",
        MALIPO_CATALOG: catalog,
        MALIPO_CART_SECRET: SECRET,
        MALIPO_WEBHOOK_URL: "https://shop.example/hooks",
        MALIPO_WEBHOOK_SECRET: WEBHOOK,
        MALIPO_METHODS: "card,mpesa,card",
        MALIPO_ORDER_TTL_SECONDS: "1800",
        MALIPO_PROMPT_SECONDS: "90",
        MALIPO_DEADLINE_GRACE_SECONDS: "0",
      }),
    ).toMatchObject({
      publicUrl: "https://pay.shop.example:8443",
      host: "10.0.0.5",
      port: 0,
      adminPort: 0,
      trustProxy: ["loopback", "10.0.0.0/8"],
      logLevel: "warn",
      allowedOrigins: [
        "https://shop.example",
        "http://localhost:4000",
        "https://shop.example",
      ],
      databaseUrl: "sqlite:/var/lib/malipo/db.sqlite",
      merchant: {
        name: "Duka la Mavazi",
        supportUrl: "mailto:help@shop.example",
      },
      catalog: { type: "file", path: catalog },
      cartSecret: SECRET,
      webhook: { url: "https://shop.example/hooks" },
      methods: ["card", "mpesa"],
      orderTtlSeconds: 1800,
      promptSeconds: 90,
      deadlineGraceSeconds: 0,
    });
  });

  it.each([
    ["http://localhost:4001", "127.0.0.1"],
    ["http://pay.localhost", "127.0.0.1"],
    ["http://127.0.0.2:4001", "127.0.0.2"],
    ["http://[::1]:4001", "::1"],
    ["https://pay.shop.example", "0.0.0.0"],
  ])("opens no door that %s does not need", (url, host) => {
    expect(config({ ...SERVED, MALIPO_PUBLIC_URL: url }).host).toBe(host);
  });

  it.each([
    ["false", false],
    ["0", 0],
    ["2", 2],
    [
      "::1,192.168.0.1/32,uniquelocal",
      ["::1", "192.168.0.1/32", "uniquelocal"],
    ],
  ])("trusts the proxies of %j", (text, expected) => {
    expect(config({ ...SERVED, MALIPO_TRUST_PROXY: text }).trustProxy).toEqual(
      expected,
    );
  });

  it("reports all problems at once, by variable and never with a value", () => {
    const wrong = {
      MALIPO_PUBLIC_URL: "http://V4LUE.example/path",
      MALIPO_MASTER_KEY: "V4LUE",
      MALIPO_MERCHANT_KEY: "V4LUE",
      MALIPO_PORT: "V4LUE",
      MALIPO_ADMIN_PORT: "-1",
      MALIPO_TRUST_PROXY: "V4LUE",
      MALIPO_LOG_LEVEL: "V4LUE",
      MALIPO_ALLOWED_ORIGINS: "https://ok.example,V4LUE",
      MALIPO_DATABASE_URL: "mysql://V4LUE",
      MALIPO_SUPPORT_URL: "javascript:V4LUE",
      MALIPO_CATALOG: "/V4LUE.json",
      MALIPO_CART_SECRET: "V4LUE",
      MALIPO_WEBHOOK_URL: "V4LUE",
      MALIPO_WEBHOOK_SECRET: "V4LUE",
      MALIPO_METHODS: "V4LUE",
      MALIPO_ORDER_TTL_SECONDS: "59",
      MALIPO_PROMPT_SECONDS: "9",
      MALIPO_DEADLINE_GRACE_SECONDS: "601",
      ALMARA_API_URL: "V4LUE",
      ALMARA_SHORT_CODE: "V4LUEV4LUE",
      FLEXPAY_TAG: "V4LUE",
    };
    const found = problems(wrong);
    for (const name of Object.keys(wrong).filter(
      (name) => name !== "FLEXPAY_TAG",
    ))
      expect(
        found.some((problem) => problem.startsWith(`${name} `)),
        name,
      ).toBe(true);
    expect(found.join("\n")).not.toContain("V4LUE");
    for (const name of [
      "ALMARA_TOKEN_URL",
      "ALMARA_CLIENT_ID",
      "ALMARA_CLIENT_SECRET",
      "FLEXPAY_API_URL",
      "FLEXPAY_CLIENT_ID",
      "FLEXPAY_CLIENT_SECRET",
      "FLEXPAY_WEBHOOK_SECRET",
    ])
      expect(
        found.some((problem) => problem.startsWith(`${name} is missing`)),
        name,
      ).toBe(true);
  });

  it("says of an empty environment what is needed", () => {
    expect(problems({}).map((problem) => problem.split(" ")[0])).toEqual([
      "MALIPO_PUBLIC_URL",
      "MALIPO_MASTER_KEY",
      "MALIPO_METHODS",
    ]);
  });
});

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
      { MALIPO_PUBLIC_URL: "https://pay.shop.example/relay" },
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
    ["MALIPO_METHODS", { MALIPO_METHODS: "mpesa,cash" }],
    ["MALIPO_METHODS", { MALIPO_METHODS: "card" }],
    ["MALIPO_METHODS", { MALIPO_METHODS: "flexpay" }],
    ["MALIPO_METHODS", { MALIPO_METHODS: "paybill" }],
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
    [
      "MALIPO_WEBHOOK_URL",
      {
        MALIPO_WEBHOOK_URL: "http://shop.example/hooks",
        MALIPO_WEBHOOK_SECRET: WEBHOOK,
      },
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
    ["ALMARA_TOKEN_URL", { ALMARA_TOKEN_URL: undefined }],
    ["ALMARA_CLIENT_ID", { ALMARA_CLIENT_ID: " " }],
    ["ALMARA_CLIENT_SECRET", { ALMARA_CLIENT_SECRET: undefined }],
    ["ALMARA_SHORT_CODE", { ALMARA_SHORT_CODE: "12345678" }],
    ["ALMARA_ACCOUNT_NO", { ALMARA_ACCOUNT_NO: "x".repeat(26) }],
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
    ["MALIPO_METHODS", { ALMARA_SHORT_CODE: undefined }],
    [
      "FLEXPAY_CLIENT_ID",
      {
        FLEXPAY_API_URL: "https://flexpay.example",
        FLEXPAY_CLIENT_SECRET: "s",
        FLEXPAY_TAG: "$shop",
        FLEXPAY_WEBHOOK_SECRET: "w",
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

describe("on one's own machine", () => {
  it("takes the secrets of a demo", () => {
    expect(
      problems({
        ...LOCAL,
        MALIPO_MASTER_KEY: Buffer.from(
          "0123456789abcdef0123456789abcdef",
        ).toString("base64"),
        MALIPO_MERCHANT_KEY: "demo-key",
        MALIPO_CART_SECRET: "changeme",
        ALMARA_API_URL: "http://127.0.0.1:4002",
        ALMARA_TOKEN_URL: "http://localhost:4002/connect/token",
        MALIPO_WEBHOOK_URL: "http://localhost:4000/hooks",
        MALIPO_WEBHOOK_SECRET: `whsec_${Buffer.alloc(24, 65).toString("base64")}`,
      }),
    ).toEqual([]);
  });

  it("still wants a master key of the right size and a secret of some length", () => {
    expect(
      problems({
        ...LOCAL,
        MALIPO_MASTER_KEY: "AAAA",
        MALIPO_MERCHANT_KEY: "short",
      }),
    ).toHaveLength(2);
  });
});

describe("secrets in files", () => {
  const inFile = (text: string): string => {
    const file = path.join(temporaryFolder(), "secret");
    writeFileSync(file, text);
    return file;
  };

  it.each([
    ["MALIPO_MASTER_KEY", KEY],
    ["MALIPO_MERCHANT_KEY", SECRET],
    ["ALMARA_CLIENT_SECRET", "provider-secret"],
  ])(
    "reads %s from a file, without the line break at its end",
    (name, value) => {
      expect(
        config({
          ...SERVED,
          [name]: "",
          [`${name}_FILE`]: inFile(`${value}\r\n`),
        }),
      ).toEqual(config(SERVED));
    },
  );

  it("refuses a secret that is given twice", () => {
    expect(
      problems({ ...SERVED, MALIPO_MASTER_KEY_FILE: inFile(KEY) }),
    ).toEqual([
      "MALIPO_MASTER_KEY_FILE and MALIPO_MASTER_KEY are both given: leave one out",
    ]);
  });

  it("says why a file can't be read, without its path", () => {
    expect(
      problems({
        ...SERVED,
        MALIPO_MERCHANT_KEY: undefined,
        MALIPO_MERCHANT_KEY_FILE: "/nowhere/V4LUE",
      }),
    ).toEqual([
      "MALIPO_MERCHANT_KEY_FILE names a file that can't be read (ENOENT)",
    ]);
  });

  it("refuses an empty file", () => {
    expect(
      problems({
        ...SERVED,
        MALIPO_MERCHANT_KEY: undefined,
        MALIPO_MERCHANT_KEY_FILE: inFile("\n"),
      }),
    ).toEqual(["MALIPO_MERCHANT_KEY_FILE names a file that is empty"]);
  });

  it("reads no plain setting from a file", () => {
    const result = problems({
      ...SERVED,
      MALIPO_PUBLIC_URL: undefined,
      MALIPO_PUBLIC_URL_FILE: inFile("https://pay.shop.example"),
    });
    expect(result).toEqual(["MALIPO_PUBLIC_URL is missing"]);
  });
});

describe("secretsOf", () => {
  it("names every secret value in each of its spellings", () => {
    const secrets = secretsOf(
      config({
        ...SERVED,
        MALIPO_CART_SECRET: `${SECRET}c`,
        MALIPO_WEBHOOK_URL: "https://shop.example/hooks",
        MALIPO_WEBHOOK_SECRET: WEBHOOK,
      }),
    );
    for (const secret of [
      KEY.replace(/=+$/, ""),
      Buffer.from(KEY, "base64").toString("hex"),
      SECRET,
      `${SECRET}c`,
      "provider-secret",
      WEBHOOK.slice("whsec_".length).replace(/=+$/, ""),
    ])
      expect(secrets).toContain(secret);
  });
});
