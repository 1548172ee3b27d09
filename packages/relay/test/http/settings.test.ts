import { describe, expect, it } from "vitest";
import { settingsSchema } from "@malipo/protocol/merchant";
import type { RelaySettings } from "@malipo/protocol/merchant";
import { PROVIDERS } from "../../src/adapters/providers.ts";
import { callbackAddresses } from "../../src/callback-addresses.ts";
import { variableGroups } from "../../src/config/variables.ts";
import type { Config } from "../../src/config.ts";
import { readRelaySettings } from "../../src/relay-settings.ts";
import {
  CARD,
  FLEXPAY,
  JWK,
  SECRET,
  SERVED,
  WEBHOOK,
  config,
  webhookSecret,
} from "../config/environments.ts";
import { refusal } from "../support/attempts.ts";
import { asMerchant, makeKey } from "../support/merchant.ts";
import { startTestRelay } from "../support/test-relay.ts";

const store = {
  describe: () =>
    Promise.resolve({ words: "SQLite 3.50", warning: null, schema: 27 }),
};
const read = (given: Config): Promise<RelaySettings> =>
  readRelaySettings(given, store);

/** Each secret, and each part of another value that is one. */
const SECRETS: Readonly<Record<string, string>> = {
  MALIPO_MASTER_KEY_PREVIOUS: Buffer.from(
    Array.from({ length: 32 }, (_, i) => (i * i * 13 + 77) & 255),
  ).toString("base64"),
  MALIPO_DATABASE_URL: "postgres://malipo:db-p%40ss@db.example:5433/malipo",
  MALIPO_CART_SECRET: `${SECRET}c`,
  MALIPO_CART_SECRET_PREVIOUS: `${SECRET}d`,
  MALIPO_WEBHOOK_URL: "https://hooks.shop.example/malipo?key=hook-p4ss",
  MALIPO_WEBHOOK_SECRET: WEBHOOK,
  MALIPO_WEBHOOK_SECRET_PREVIOUS: webhookSecret(24),
  MALIPO_CATALOG: "https://shop.example/products?key=catalog-p4ss",
  MALIPO_SMTP_URL: "smtps://mailer:mail-p%40ss@mail.example",
  MALIPO_MAIL_FROM: "receipts@shop.example",
  MALIPO_SMS_URL: "https://sms.example/send?key=sms-p4ss",
  MALIPO_SMS_SECRET: `${SECRET}s`,
  MALIPO_ALERT_WEBHOOK_URL: "https://alerts.example/malipo?key=alert-p4ss",
  MALIPO_ALERT_WEBHOOK_SECRET: webhookSecret(28),
  ALMARA_CLIENT_SECRET: `${SECRET}a`,
  FLEXPAY_CLIENT_SECRET: `${SECRET}f`,
  FLEXPAY_WEBHOOK_SECRET: `${SECRET}w`,
  FLEXPAY_WEBHOOK_SECRET_PREVIOUS: `${SECRET}v`,
  FLEXPAY_PRIVATE_KEY: JSON.stringify(JWK),
};
const HIDDEN_PARTS = [
  ...["db-p%40ss", "db-p@ss", "mail-p%40ss", "mail-p@ss"],
  ...["hook-p4ss", "catalog-p4ss", "sms-p4ss", "alert-p4ss", JWK.d ?? ""],
];
const ALL = {
  ...FLEXPAY,
  ...SERVED,
  ...CARD,
  ALMARA_PAYBILL_SHORT_CODE: "174380",
  MALIPO_MERCHANT_KEY: `${SECRET}m`,
  ...SECRETS,
};
/** Can't be set together with the password in the URL. */
const PASSWORD = {
  ...ALL,
  MALIPO_DATABASE_URL: "postgres://malipo@db.example/malipo",
  MALIPO_DATABASE_PASSWORD: `${SECRET}p`,
};

describe("GET /v1/merchant/settings", () => {
  it("has every variable once, and says what is set", async () => {
    const { variables } = await read(config(SERVED));
    expect(variables.map(({ name }) => name)).toEqual(
      variableGroups(PROVIDERS).flatMap((group) =>
        Object.values(group.variables).map(({ name }) => name),
      ),
    );
    const row = (name: string) => variables.find((each) => each.name === name);
    expect(row("MALIPO_PORT")).toMatchObject({ set: false, value: "4001" });
    expect(row("MALIPO_PUBLIC_URL")).toMatchObject({
      set: true,
      value: "https://pay.shop.example",
    });
    expect(row("MALIPO_MASTER_KEY")).toMatchObject({ set: true, value: "set" });
    expect(row("MALIPO_CART_SECRET")).toMatchObject({
      set: false,
      value: null,
    });
    expect(row("MALIPO_MERCHANT_NAME")).toMatchObject({
      set: false,
      value: "pay.shop.example",
    });
  });

  const secretRows = variableGroups(PROVIDERS).flatMap(({ variables }) =>
    Object.values(variables).filter(({ secret }) => secret),
  );

  it.each(secretRows.map(({ name }) => name))(
    "never shows %s",
    async (name) => {
      const env: Readonly<Record<string, string | undefined>> =
        name === "MALIPO_DATABASE_PASSWORD" ? PASSWORD : ALL;
      const given = config(env);
      const value = env[name] ?? "";
      expect(value, "the test sets it").not.toBe("");
      const settings = await read(given);
      const row = settings.variables.find((each) => each.name === name);
      expect(row?.set).toBe(true);
      const text = JSON.stringify(settings);
      for (const hidden of [value, ...given.secrets, ...HIDDEN_PARTS])
        expect(text.includes(hidden), hidden).toBe(false);
    },
  );

  it("leaves the secret part out of an address", async () => {
    const given = config(ALL);
    const { addresses } = await read(given);
    const whole = callbackAddresses(given);
    expect(addresses.map(({ title }) => title)).toEqual(
      whole.map(({ title }) => title),
    );
    expect(addresses.filter(({ secret }) => secret)).not.toEqual([]);
    expect(addresses.filter(({ secret }) => !secret)).not.toEqual([]);
    for (const { url } of addresses) expect(url).not.toContain("?");
    for (const { url, isSecret } of whole)
      if (isSecret) expect(JSON.stringify(addresses)).not.toContain(url);
  });

  it("says which providers and methods there are, and whether money moves", async () => {
    const { livemode, providers } = await read(config(SERVED));
    expect(livemode).toBe(true);
    const [almara, flexpay] = providers;
    expect(almara).toMatchObject({ configured: true, livemode: true });
    expect(
      almara?.methods.filter(({ offered }) => offered).map(({ id }) => id),
    ).toEqual(["mpesa"]);
    expect(flexpay).toMatchObject({ configured: false, livemode: null });
  });

  it("is read with the scope admin, from the relay itself", async () => {
    const relay = await startTestRelay({ asleep: true });
    const { body } = await asMerchant(relay, "settings");
    const { versions } = settingsSchema.parse(body);
    expect(versions).toMatchObject({ node: process.versions.node });
    expect(versions.database).toMatch(/^(?:SQLite|PostgreSQL) \d/);
    expect(versions.schema).toBeGreaterThan(20);
    const reader = await makeKey(relay, ["read", "orders", "money_out"]);
    const refused = await relay.request("/v1/merchant/settings", {
      headers: reader.auth,
    });
    expect(refusal(refused)).toBe("403 insufficient_scope");
  });
});
