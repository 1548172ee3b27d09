import { describe, expect, it } from "vitest";
import type { Env } from "../../src/adapters/environment/environment.ts";
import { knownNames } from "../../src/config.ts";
import type { Config } from "../../src/config.ts";
import { temporaryFile } from "../support/temporary.ts";
import {
  CARD,
  KEY,
  SECRET,
  SERVED,
  WEBHOOK,
  config,
  problems,
  settingsOf,
  webhookSecret,
} from "./environments.ts";

const bytesOf = (secret: string): Uint8Array =>
  new Uint8Array(Buffer.from(secret.slice("whsec_".length), "base64"));

describe("parseConfig", () => {
  it("fills in the defaults", () => {
    expect(config(SERVED)).toMatchObject({
      publicUrl: "https://pay.shop.example",
      host: "0.0.0.0",
      port: 4001,
      adminHost: "127.0.0.1",
      adminPort: 4011,
      trustProxy: false,
      logLevel: "info",
      allowedOrigins: [],
      databaseUrl: "sqlite:malipo.sqlite",
      merchantKey: SECRET,
      merchant: { name: "pay.shop.example" },
      catalog: null,
      cartSecret: null,
      cartSecretPrevious: null,
      webhook: null,
      methods: ["mpesa"],
      orderTtlSeconds: 3600,
      balanceDays: 30,
      promptSeconds: 60,
      deadlineGraceSeconds: 30,
    });
    expect(config(SERVED).masterKey).toEqual(
      new Uint8Array(Buffer.from(KEY, "base64")),
    );
    expect(config(SERVED).merchant).not.toHaveProperty("supportUrl");
  });

  it.each([
    ["\u202a174379\u202c", "174379"],
    ["１７４３７９", "174379"],
    [`174379${"\u200b".repeat(10)}`, "174379"],
    ["\u200b", null],
  ])("reads the pasted short code %j as %j", (pasted, shortCode) => {
    const env = { ...SERVED, ...CARD, ALMARA_PAYBILL_SHORT_CODE: pasted };
    expect(settingsOf(env, "almara")).toMatchObject({
      paybillShortCode: shortCode,
    });
  });

  const kes = (value: number) => ({ value, currency: "KES" });

  it("has defaults for Almara's settings", () => {
    expect(settingsOf(SERVED, "almara")).toEqual({
      apiUrl: "https://api.almara.example",
      tokenUrl: "https://auth.almara.example/connect/token",
      clientId: "client",
      clientSecret: "provider-secret",
      environment: null,
      scope: null,
      cardRouteId: null,
      cardChannelType: null,
      accountNo: null,
      shortCode: "174379",
      airtelShortCode: null,
      airtelServiceCode: null,
      paybillShortCode: null,
      payoutRouteId: null,
      payoutChannelType: null,
      checkoutHosts: [],
      paths: {},
      tokenStyle: "form",
      cardCurrencies: ["KES"],
      mpesaMin: kes(100),
      mpesaMax: kes(25_000_000),
      airtelMin: kes(100),
      airtelMax: kes(25_000_000),
      payoutMin: kes(100),
      payoutMax: kes(25_000_000),
      payoutNetwork: "63902",
      timeouts: {},
    });
    expect(config(SERVED).methods).toEqual(["mpesa"]);
  });

  it("reads all that the adapter can be told", () => {
    const env = {
      ...SERVED,
      ...CARD,
      ALMARA_AIRTEL_SHORT_CODE: "600001",
      ALMARA_PAYBILL_SHORT_CODE: "600002",
      ALMARA_SCOPE: "api",
      ALMARA_ACCOUNT_NO: "ACC-1",
      ALMARA_AIRTEL_SERVICE_CODE: "AIRTEL",
      ALMARA_PAYOUT_ROUTE_ID: "payouts",
      ALMARA_PAYOUT_CHANNEL_TYPE: "1",
      ALMARA_TOKEN_STYLE: "json",
      ALMARA_CARD_CURRENCIES: "KES, USD",
      ALMARA_MPESA_MIN: "10",
      ALMARA_MPESA_MAX: "150000",
      ALMARA_AIRTEL_MIN: "5",
      ALMARA_AIRTEL_MAX: "100000",
      ALMARA_PAYOUT_MIN: "50",
      ALMARA_PAYOUT_MAX: "70000",
      ALMARA_PAYOUT_NETWORK: "63903",
      ALMARA_TIMEOUT_SECONDS: "submit=12, health=1",
    };
    expect(settingsOf(env, "almara")).toMatchObject({
      scope: "api",
      cardRouteId: "route",
      cardChannelType: 172,
      accountNo: "ACC-1",
      airtelShortCode: "600001",
      airtelServiceCode: "AIRTEL",
      paybillShortCode: "600002",
      payoutRouteId: "payouts",
      payoutChannelType: 1,
      checkoutHosts: ["pay.almara.example", "pay2.almara.example:8443"],
      tokenStyle: "json",
      cardCurrencies: ["KES", "USD"],
      mpesaMin: kes(1_000),
      mpesaMax: kes(15_000_000),
      airtelMin: kes(500),
      airtelMax: kes(10_000_000),
      payoutMin: kes(5_000),
      payoutMax: kes(7_000_000),
      payoutNetwork: "63903",
      timeouts: { submitMs: 12_000, healthMs: 1_000 },
    });
    expect(config(env).methods).toEqual(["mpesa", "card", "airtel", "paybill"]);
    const all = settingsOf({ ...env, ALMARA_TIMEOUT_SECONDS: "7" }, "almara");
    expect(Object.values(all?.["timeouts"] ?? {})).toEqual(
      Array.from({ length: 6 }, () => 7_000),
    );
  });

  it("is frozen through and through", () => {
    const frozen = config({ ...SERVED, ...CARD });
    expect(Object.isFrozen(frozen)).toBe(true);
    const values = frozen.providers[0]?.values ?? {};
    expect(Object.isFrozen(values)).toBe(true);
    expect(Object.isFrozen(values["checkoutHosts"])).toBe(true);
  });

  it("counts empty text and white space as absent", () => {
    expect(
      config({
        ...SERVED,
        MALIPO_PORT: "",
        MALIPO_CATALOG: "  ",
      }),
    ).toEqual(config(SERVED));
    expect(config({ ...SERVED, MALIPO_METHODS: " , " }).methods).toEqual(
      config(SERVED).methods,
    );
  });

  it("reads everything that can be given", () => {
    const catalog = temporaryFile('{"currency":"KES","products":[]}');
    expect(
      config({
        ...SERVED,
        ...CARD,
        MALIPO_PUBLIC_URL: "https://pay.shop.example:8443/",
        MALIPO_HOST: "10.0.0.5",
        MALIPO_PORT: "0",
        MALIPO_ADMIN_HOST: "10.0.0.6",
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
        MALIPO_CART_SECRET_PREVIOUS: `${SECRET}before`,
        MALIPO_WEBHOOK_URL: "https://shop.example/hooks",
        MALIPO_WEBHOOK_SECRET: WEBHOOK,
        MALIPO_WEBHOOK_SECRET_PREVIOUS: webhookSecret(64),
        MALIPO_WEBHOOK_ABANDONED_ORDERS: "send",
        MALIPO_METHODS: "card,mpesa,card",
        MALIPO_ORDER_TTL_SECONDS: "1800",
        MALIPO_PROMPT_SECONDS: "90",
        MALIPO_DEADLINE_GRACE_SECONDS: "0",
      }),
    ).toMatchObject({
      publicUrl: "https://pay.shop.example:8443",
      host: "10.0.0.5",
      port: 0,
      adminHost: "10.0.0.6",
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
      cartSecretPrevious: `${SECRET}before`,
      webhook: {
        url: "https://shop.example/hooks",
        secret: bytesOf(WEBHOOK),
        previousSecret: bytesOf(webhookSecret(64)),
        abandonedOrders: "send",
      },
      methods: ["card", "mpesa"],
      orderTtlSeconds: 1800,
      balanceDays: 30,
      promptSeconds: 90,
      deadlineGraceSeconds: 0,
    });
  });

  it.each<[string, keyof Config, string, unknown]>([
    // No door is opened that the public URL does not need.
    ["MALIPO_PUBLIC_URL", "host", "http://localhost:4001", "127.0.0.1"],
    ["MALIPO_PUBLIC_URL", "host", "http://pay.localhost", "127.0.0.1"],
    ["MALIPO_PUBLIC_URL", "host", "http://127.0.0.2:4001", "127.0.0.2"],
    ["MALIPO_PUBLIC_URL", "host", "http://[::1]:4001", "::1"],
    ["MALIPO_PUBLIC_URL", "host", "https://pay.shop.example", "0.0.0.0"],
    ...[
      ["https://shop.example/pay", "https://shop.example/pay"],
      ["https://Shop.example:443/pay/", "https://shop.example/pay"],
      ["https://shop.example/a/b.c_~-1", "https://shop.example/a/b.c_~-1"],
      ["https://shop.example/", "https://shop.example"],
      ["http://localhost:4001/pay", "http://localhost:4001/pay"],
    ].map(([text = "", url]): [string, keyof Config, string, unknown] => [
      ...(["MALIPO_PUBLIC_URL", "publicUrl", text, url] as const),
    ]),
    ["MALIPO_TRUST_PROXY", "trustProxy", "false", false],
    ["MALIPO_TRUST_PROXY", "trustProxy", "0", 0],
    ["MALIPO_TRUST_PROXY", "trustProxy", "2", 2],
    [
      "MALIPO_TRUST_PROXY",
      "trustProxy",
      "::1,uniquelocal",
      ["::1", "uniquelocal"],
    ],
  ])("reads %s as %s: %j is %j", (variable, field, text, expected) => {
    expect(config({ ...SERVED, [variable]: text })[field]).toEqual(expected);
  });

  const named = (env: Env) =>
    problems(env).map((problem) => problem.split(" ")[0]);

  it("reports all problems at once, by variable and never with a value", () => {
    const names = [...knownNames()].filter((name) => !name.endsWith("_FILE"));
    const wrong = Object.fromEntries(names.map((name) => [name, "V4LUE"]));
    expect(problems(wrong).join("\n")).not.toContain("V4LUE");
    expect(new Set(named(wrong)).size).toBeGreaterThan(25);
    for (const prefix of ["MALIPO_", "ALMARA_", "FLEXPAY_"])
      expect(named(wrong).join()).toContain(prefix);
  });

  it("says what a provider needs besides one of its variables", () => {
    expect(
      named({ ...SERVED, ALMARA_CLIENT_ID: "", FLEXPAY_TAG: "a" }),
    ).toEqual([
      ...["ALMARA_CLIENT_ID", "FLEXPAY_API_URL", "FLEXPAY_CLIENT_ID"],
      ...["FLEXPAY_CLIENT_SECRET", "FLEXPAY_WEBHOOK_SECRET"],
    ]);
  });

  it("says of an empty environment what is needed", () => {
    expect(named({})).toEqual([
      "MALIPO_PUBLIC_URL",
      "MALIPO_MASTER_KEY",
      "MALIPO_METHODS",
    ]);
  });
});
