import { generateKeyPairSync } from "node:crypto";
import { parseConfig } from "../../src/config.ts";
import type { Config } from "../../src/config.ts";
import type { Env } from "../../src/adapters/environment/environment.ts";

export const KEY = Buffer.from(
  Array.from({ length: 32 }, (_, i) => (i * i * 7 + 131) & 255),
).toString("base64");
export const SECRET = "Jq3v0Zt8Wm5Xc1Rf7Lk2Pb9Ns4Hd6Gy0";
export const WEBHOOK = `whsec_${Buffer.from(KEY.slice(0, 30)).toString("base64")}`;

/** A webhook secret of so many bytes, unlike any example. */
export const webhookSecret = (length: number): string =>
  `whsec_${Buffer.from(
    Array.from({ length }, (_, i) => (i * i * 11 + 57) & 255),
  ).toString("base64")}`;

/** Enough for a relay that is reached from outside and offers M-Pesa. */
export const SERVED: Env = {
  MALIPO_PUBLIC_URL: "https://pay.shop.example",
  MALIPO_MASTER_KEY: KEY,
  MALIPO_MERCHANT_KEY: SECRET,
  ALMARA_API_URL: "https://api.almara.example",
  ALMARA_TOKEN_URL: "https://auth.almara.example/connect/token",
  ALMARA_CLIENT_ID: "client",
  ALMARA_CLIENT_SECRET: "provider-secret",
  ALMARA_SHORT_CODE: "174379",
};
/** What cards need besides. */
export const CARD: Env = {
  ALMARA_CARD_ROUTE_ID: "route",
  ALMARA_CARD_CHANNEL_TYPE: "172",
  ALMARA_CHECKOUT_HOSTS: "pay.almara.example, pay2.almara.example:8443",
};

export const JWK = generateKeyPairSync("ec", {
  namedCurve: "P-256",
}).privateKey.export({ format: "jwk" });

/** FlexPay alone, reached from outside. */
export const FLEXPAY: Env = {
  MALIPO_PUBLIC_URL: SERVED["MALIPO_PUBLIC_URL"],
  MALIPO_MASTER_KEY: SERVED["MALIPO_MASTER_KEY"],
  FLEXPAY_API_URL: "https://idaas.flexpay.example/api/",
  FLEXPAY_CLIENT_ID: "client",
  FLEXPAY_CLIENT_SECRET: "provider-secret",
  FLEXPAY_TAG: "Duka@dukaapp",
  FLEXPAY_WEBHOOK_SECRET: SECRET,
};

/** The configuration; fails where there are problems. */
export function config(env: Env): Config {
  const result = parseConfig(env);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.config;
}

/** `VARIABLE message` of every problem. */
export function problems(env: Env): string[] {
  const result = parseConfig(env);
  return result.ok
    ? []
    : result.problems.map(({ variable, message }) => `${variable} ${message}`);
}

/** What the environment tells one provider; undefined where it is not configured. */
export function settingsOf(
  env: Env,
  provider: string,
): Readonly<Record<string, unknown>> | undefined {
  return config(env).providers.find(({ module }) => module.id === provider)
    ?.values;
}
