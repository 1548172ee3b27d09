import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parseEnvironment } from "../../src/config.ts";

const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
const publicKey = pair.publicKey.export({ format: "jwk" });
const privateKey = pair.privateKey.export({ format: "jwk" });

describe("FlexPay's variables", () => {
  it("become options", () => {
    expect(
      parseEnvironment({
        FLEXPAY_CLIENT_ID: "me",
        FLEXPAY_CLIENT_SECRET: "secret",
        FLEXPAY_TAG: "@shop",
        FLEXPAY_WEBHOOK_SECRET: "whsec",
        MALIPO_SANDBOX_FLEXPAY_WEBHOOK_URL: "https://shop.example/flexpay",
        MALIPO_SANDBOX_FLEXPAY_ENCRYPT_TO: JSON.stringify({
          ...publicKey,
          kid: "1",
        }),
        MALIPO_SANDBOX_ACCEPTANCE_SECONDS: "86400",
      }),
    ).toEqual({
      port: 4002,
      flexpayClientId: "me",
      flexpayClientSecret: "secret",
      flexpayTag: "@shop",
      flexpayWebhookSecret: "whsec",
      flexpayWebhookUrl: "https://shop.example/flexpay",
      flexpayEncryptTo: publicKey,
      acceptanceSeconds: 86_400,
    });
  });

  it.each(["{", "7", "{}", JSON.stringify(privateKey)])(
    "take no other key than a public one: %#",
    (key) => {
      expect(() =>
        parseEnvironment({ MALIPO_SANDBOX_FLEXPAY_ENCRYPT_TO: key }),
      ).toThrow(
        "MALIPO_SANDBOX_FLEXPAY_ENCRYPT_TO must be a public P-256 key as a JWK.",
      );
    },
  );

  it("are named when they are wrong", () => {
    expect(() =>
      parseEnvironment({
        FLEXPAY_TAG: "no tag",
        MALIPO_SANDBOX_FLEXPAY_WEBHOOK_URL: "ftp://shop.example",
        MALIPO_SANDBOX_ACCEPTANCE_SECONDS: "0",
      }),
    ).toThrow(
      /^MALIPO_SANDBOX_ACCEPTANCE_SECONDS must be whole seconds from 1 to 86400; FLEXPAY_TAG must be a tag such as @duka or duka@dukaapp; MALIPO_SANDBOX_FLEXPAY_WEBHOOK_URL must be an http or https URL\.$/,
    );
  });
});
