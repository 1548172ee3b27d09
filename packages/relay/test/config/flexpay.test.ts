import { describe, expect, it } from "vitest";
import { temporaryFile } from "../support/temporary.ts";
import {
  FLEXPAY,
  JWK,
  SECRET,
  SERVED,
  config,
  problems,
  settingsOf,
} from "./environments.ts";

const PREVIOUS = "Rt5Yx8Kq2Wn7Vb4Zc";

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
      environment: null,
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
      FLEXPAY_WEBHOOK_SECRET_PREVIOUS_FILE: temporaryFile(`${PREVIOUS}\n`),
      FLEXPAY_WEBHOOK_KEY: "sha256",
      FLEXPAY_PRIVATE_KEY_FILE: temporaryFile(
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
