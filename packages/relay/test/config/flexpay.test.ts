import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Env } from "../../src/adapters/environment/environment.ts";
import { temporaryFolder } from "../support/temporary.ts";
import {
  SECRET,
  SERVED,
  config,
  problems,
  settingsOf,
} from "./environments.ts";

const PREVIOUS = "Rt5Yx8Kq2Wn7Vb4Zc";
const privateJwk = (namedCurve = "P-256") =>
  generateKeyPairSync("ec", { namedCurve }).privateKey.export({
    format: "jwk",
  });
const JWK = privateJwk();

/** FlexPay alone, reached from outside. */
const FLEXPAY: Env = {
  MALIPO_PUBLIC_URL: SERVED["MALIPO_PUBLIC_URL"],
  MALIPO_MASTER_KEY: SERVED["MALIPO_MASTER_KEY"],
  FLEXPAY_API_URL: "https://idaas.flexpay.example/api/",
  FLEXPAY_CLIENT_ID: "client",
  FLEXPAY_CLIENT_SECRET: "provider-secret",
  FLEXPAY_TAG: "Duka@dukaapp",
  FLEXPAY_WEBHOOK_SECRET: SECRET,
};

const inFile = (text: string): string => {
  const file = path.join(temporaryFolder(), "secret");
  writeFileSync(file, text);
  return file;
};

describe("FlexPay's settings", () => {
  it("are enough for a relay without Almara Pay", () => {
    const found = config(FLEXPAY);
    expect(found.providers.map(({ module }) => module.id)).toEqual(["flexpay"]);
    expect(found.methods).toEqual(["flexpay"]);
    expect(settingsOf(FLEXPAY, "flexpay")).toEqual({
      apiUrl: "https://idaas.flexpay.example/api",
      clientId: "client",
      clientSecret: "provider-secret",
      tag: "Duka@dukaapp",
      webhookSecret: SECRET,
      webhookSecretPrevious: null,
      webhookKey: "raw",
      privateKey: null,
      unmatched: "reject",
      currencies: ["NGN"],
      timeouts: {},
      paths: {},
    });
  });

  it("stand beside Almara Pay's, after its methods", () => {
    const both = { ...SERVED, ...FLEXPAY };
    expect(config(both).methods).toEqual(["mpesa", "flexpay"]);
    expect(config({ ...both, MALIPO_METHODS: "flexpay" }).methods).toEqual([
      "flexpay",
    ]);
  });

  it("may all be given", () => {
    const all = {
      ...FLEXPAY,
      FLEXPAY_WEBHOOK_SECRET_PREVIOUS_FILE: inFile(`${PREVIOUS}\n`),
      FLEXPAY_WEBHOOK_KEY: "sha256",
      FLEXPAY_PRIVATE_KEY_FILE: inFile(
        JSON.stringify({ ...JWK, use: "enc", alg: "ECDH-ES+A256KW" }),
      ),
      FLEXPAY_UNMATCHED: "leave",
      FLEXPAY_CURRENCIES: "NGN,KES",
      FLEXPAY_TIMEOUT_SECONDS: "5",
    };
    expect(settingsOf(all, "flexpay")).toMatchObject({
      webhookSecret: SECRET,
      webhookSecretPrevious: PREVIOUS,
      timeouts: { readMs: 5000, listMs: 5000 },
      webhookKey: "sha256",
      privateKey: JWK,
      unmatched: "leave",
      currencies: ["NGN", "KES"],
    });
  });

  it("never show their secrets in the log", () => {
    const { secrets } = config({
      ...FLEXPAY,
      FLEXPAY_WEBHOOK_SECRET_PREVIOUS: PREVIOUS,
      FLEXPAY_PRIVATE_KEY: JSON.stringify(JWK),
    });
    for (const secret of ["provider-secret", SECRET, PREVIOUS, JWK.d])
      expect(secrets).toContain(secret);
  });

  it.each<[string, Env]>([
    ["FLEXPAY_API_URL", { FLEXPAY_API_URL: "http://idaas.flexpay.example" }],
    ["FLEXPAY_CLIENT_SECRET", { FLEXPAY_CLIENT_SECRET: undefined }],
    ["FLEXPAY_TAG", { FLEXPAY_TAG: undefined }],
    ["FLEXPAY_TAG", { FLEXPAY_TAG: "@" }],
    ["FLEXPAY_TAG", { FLEXPAY_TAG: "duka@dukaapp@other" }],
    ["FLEXPAY_TAG", { FLEXPAY_TAG: "du ka" }],
    ["FLEXPAY_TAG", { FLEXPAY_TAG: `@${"x".repeat(128)}` }],
    ["FLEXPAY_WEBHOOK_SECRET", { FLEXPAY_WEBHOOK_SECRET: undefined }],
    ["FLEXPAY_WEBHOOK_SECRET", { FLEXPAY_WEBHOOK_SECRET: "  " }],
    ["FLEXPAY_WEBHOOK_SECRET", { FLEXPAY_WEBHOOK_SECRET: "Rt5Yx8Kq2Wn7Vb4" }],
    ["FLEXPAY_WEBHOOK_SECRET", { FLEXPAY_WEBHOOK_SECRET: `${SECRET} x` }],
    [
      "FLEXPAY_WEBHOOK_SECRET",
      { FLEXPAY_WEBHOOK_SECRET: "sandbox-flexpay-webhook-secret" },
    ],
    [
      "FLEXPAY_WEBHOOK_SECRET_PREVIOUS",
      { FLEXPAY_WEBHOOK_SECRET_PREVIOUS: "short" },
    ],
    ["FLEXPAY_WEBHOOK_KEY", { FLEXPAY_WEBHOOK_KEY: "SHA256" }],
    ["FLEXPAY_PRIVATE_KEY", { FLEXPAY_PRIVATE_KEY: "{" }],
    ["FLEXPAY_PRIVATE_KEY", { FLEXPAY_PRIVATE_KEY: "null" }],
    [
      "FLEXPAY_PRIVATE_KEY",
      { FLEXPAY_PRIVATE_KEY: JSON.stringify({ ...JWK, d: undefined }) },
    ],
    [
      "FLEXPAY_PRIVATE_KEY",
      { FLEXPAY_PRIVATE_KEY: JSON.stringify({ ...JWK, d: privateJwk().d }) },
    ],
    [
      "FLEXPAY_PRIVATE_KEY",
      { FLEXPAY_PRIVATE_KEY: JSON.stringify({ ...JWK, d: "A".repeat(43) }) },
    ],
    [
      "FLEXPAY_PRIVATE_KEY",
      { FLEXPAY_PRIVATE_KEY: JSON.stringify(privateJwk("P-384")) },
    ],
    ["FLEXPAY_UNMATCHED", { FLEXPAY_UNMATCHED: "accept" }],
    ["FLEXPAY_CURRENCIES", { FLEXPAY_CURRENCIES: "ngn" }],
    ["FLEXPAY_CURRENCIES", { FLEXPAY_CURRENCIES: "NGN,XXX" }],
  ])("refuses a bad %s (%#)", (variable, changes) => {
    const found = problems({ ...FLEXPAY, ...changes });
    expect(found.map((problem) => problem.split(" ")[0])).toEqual([variable]);
    for (const value of Object.values(changes))
      if (value !== undefined && value.trim().length > 8)
        expect(found.join()).not.toContain(value);
  });

  it("are needed together, even where only an option is given", () => {
    expect(
      problems({ ...SERVED, FLEXPAY_UNMATCHED: "leave" }).map(
        (problem) => problem.split(" ")[0],
      ),
    ).toEqual([
      "FLEXPAY_API_URL",
      "FLEXPAY_CLIENT_ID",
      "FLEXPAY_CLIENT_SECRET",
      "FLEXPAY_TAG",
      "FLEXPAY_WEBHOOK_SECRET",
    ]);
  });

  it("may be those of a demo on one's own machine", () => {
    const local = {
      ...FLEXPAY,
      MALIPO_PUBLIC_URL: "http://localhost:4001",
      FLEXPAY_API_URL: "http://localhost:4002/flexpay/api",
      FLEXPAY_WEBHOOK_SECRET: "sandbox-flexpay-webhook-secret",
    };
    expect(problems(local)).toEqual([]);
    expect(problems({ ...local, FLEXPAY_WEBHOOK_SECRET: "short" })).toEqual([
      "FLEXPAY_WEBHOOK_SECRET must be at least 8 characters",
    ]);
  });
});
