import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/temporary.ts";
import {
  KEY,
  SECRET,
  SERVED,
  WEBHOOK,
  config,
  problems,
  webhookSecret,
} from "./environments.ts";

const LOCAL = { ...SERVED, MALIPO_PUBLIC_URL: "http://localhost:4001" };

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

  it("reads the database's address and its password from files, and hides it in each spelling", () => {
    const url = "postgres://malipo@db.example/malipo";
    const read = config({
      ...SERVED,
      MALIPO_DATABASE_URL_FILE: inFile(`${url}\n`),
      MALIPO_DATABASE_PASSWORD_FILE: inFile("p@ss word\n"),
    });
    expect(read).toMatchObject({
      databaseUrl: url,
      databasePassword: "p@ss word",
      secrets: expect.arrayContaining(["p@ss word"]) as string[],
    });
    const inUrl = config({
      ...SERVED,
      MALIPO_DATABASE_URL: "postgres://malipo:p%40ss@db.example/malipo",
    });
    expect(inUrl.secrets).toEqual(expect.arrayContaining(["p%40ss", "p@ss"]));
  });

  it("refuses a secret that is given twice", () => {
    expect(
      problems({ ...SERVED, MALIPO_MASTER_KEY_FILE: inFile(KEY) }),
    ).toEqual([
      "MALIPO_MASTER_KEY_FILE and MALIPO_MASTER_KEY are both set: unset one of them",
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
    ).toEqual(["MALIPO_MERCHANT_KEY_FILE names an empty file"]);
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

describe("the secrets of a configuration", () => {
  it("names every secret value in each of its spellings", () => {
    const { secrets } = config({
      ...SERVED,
      MALIPO_CART_SECRET: `${SECRET}c`,
      MALIPO_CART_SECRET_PREVIOUS: `${SECRET}d`,
      MALIPO_WEBHOOK_URL: "https://shop.example/hooks",
      MALIPO_WEBHOOK_SECRET: WEBHOOK,
      MALIPO_WEBHOOK_SECRET_PREVIOUS: webhookSecret(24),
    });
    for (const secret of [
      KEY.replace(/=+$/, ""),
      Buffer.from(KEY, "base64").toString("hex"),
      SECRET,
      `${SECRET}c`,
      `${SECRET}d`,
      "provider-secret",
      WEBHOOK.slice("whsec_".length).replace(/=+$/, ""),
      webhookSecret(24).slice("whsec_".length),
    ])
      expect(secrets).toContain(secret);
  });
});
