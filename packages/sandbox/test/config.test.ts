import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { ConfigError, parseEnvironment } from "../src/config.ts";

const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
const publicKey = pair.publicKey.export({ format: "jwk" });
const privateKey = pair.privateKey.export({ format: "jwk" });

describe("parseEnvironment", () => {
  it("has port 4002 and leaves the rest to the sandbox", () => {
    expect(parseEnvironment({})).toEqual({ port: 4002 });
    expect(parseEnvironment({ MALIPO_SANDBOX_PORT: " ", PATH: "/" })).toEqual({
      port: 4002,
    });
  });

  it("reads every variable", () => {
    expect(
      parseEnvironment({
        MALIPO_SANDBOX_PORT: "0",
        MALIPO_SANDBOX_HOST: "0.0.0.0",
        MALIPO_SANDBOX_PUBLIC_URL: "https://sandbox.example",
        MALIPO_SANDBOX_PROMPT_SECONDS: "90",
        MALIPO_SANDBOX_C2B_URL: "https://shop.example/c2b?s=mac",
        MALIPO_SANDBOX_FLEXPAY_WEBHOOK_URL: "https://shop.example/flexpay",
        MALIPO_SANDBOX_FLEXPAY_ENCRYPT_TO: JSON.stringify({
          ...publicKey,
          kid: "1",
        }),
        MALIPO_SANDBOX_ACCEPTANCE_SECONDS: "86400",
        ALMARA_CLIENT_ID: "me",
        ALMARA_CLIENT_SECRET: "secret",
        FLEXPAY_CLIENT_ID: "me",
        FLEXPAY_CLIENT_SECRET: "secret",
        FLEXPAY_TAG: "@shop",
        FLEXPAY_WEBHOOK_SECRET: "whsec",
      }),
    ).toEqual({
      port: 0,
      host: "0.0.0.0",
      publicUrl: "https://sandbox.example",
      promptSeconds: 90,
      c2bUrl: "https://shop.example/c2b?s=mac",
      flexpayWebhookUrl: "https://shop.example/flexpay",
      flexpayEncryptTo: publicKey,
      acceptanceSeconds: 86_400,
      clientId: "me",
      clientSecret: "secret",
      flexpayClientId: "me",
      flexpayClientSecret: "secret",
      flexpayTag: "@shop",
      flexpayWebhookSecret: "whsec",
    });
  });

  it.each([
    ["ALMARA_CLIENT_SECRET_FILE", "clientSecret"],
    ["FLEXPAY_CLIENT_SECRET_FILE", "flexpayClientSecret"],
    ["FLEXPAY_WEBHOOK_SECRET_FILE", "flexpayWebhookSecret"],
  ])("reads a secret from the file of %s", (name, option) => {
    const folder = mkdtempSync(path.join(tmpdir(), "sandbox-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    const file = path.join(folder, "secret");
    writeFileSync(file, "from-file\n");
    const parsed = parseEnvironment({ [name]: file });
    expect(parsed).toMatchObject({ [option]: "from-file" });
    expect(() => parseEnvironment({ [name]: `${file}.gone` })).toThrow(
      `${name} names a file that can't be read.`,
    );
  });

  it.each(["{", "7", "{}", JSON.stringify(privateKey)])(
    "takes no other key than a public one: %#",
    (key) => {
      expect(() =>
        parseEnvironment({ MALIPO_SANDBOX_FLEXPAY_ENCRYPT_TO: key }),
      ).toThrow(
        "MALIPO_SANDBOX_FLEXPAY_ENCRYPT_TO must be a public P-256 key as a JWK.",
      );
    },
  );

  it("names every variable that is wrong, and no value", () => {
    const parse = () =>
      parseEnvironment({
        MALIPO_SANDBOX_PORT: "65536",
        MALIPO_SANDBOX_PUBLIC_URL: "ftp://hidden.example",
        MALIPO_SANDBOX_PROMPT_SECONDS: "soon",
        MALIPO_SANDBOX_C2B_URL: "hidden",
        MALIPO_SANDBOX_FLEXPAY_WEBHOOK_URL: "ftp://hidden.example",
        MALIPO_SANDBOX_ACCEPTANCE_SECONDS: "0",
        FLEXPAY_TAG: "hidden tag",
      });
    expect(parse).toThrow(ConfigError);
    for (const fault of [
      "MALIPO_SANDBOX_PORT must be a port number from 0 to 65535",
      "MALIPO_SANDBOX_PUBLIC_URL must be an http or https URL",
      "MALIPO_SANDBOX_PROMPT_SECONDS must be whole seconds from 1 to 3600",
      "MALIPO_SANDBOX_C2B_URL must be an http or https URL",
      "MALIPO_SANDBOX_FLEXPAY_WEBHOOK_URL must be an http or https URL",
      "MALIPO_SANDBOX_ACCEPTANCE_SECONDS must be whole seconds from 1 to 86400",
      "FLEXPAY_TAG must be a tag such as @duka or duka@dukaapp",
    ])
      expect(parse).toThrow(fault);
    expect(parse).not.toThrow("hidden");
  });
});
