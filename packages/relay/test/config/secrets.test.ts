import { describe, expect, it } from "vitest";
import type { Env } from "../../src/adapters/environment/environment.ts";
import { temporaryFile } from "../support/temporary.ts";
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
    const short = { MALIPO_MASTER_KEY: "AAAA", MALIPO_MERCHANT_KEY: "short" };
    expect(problems({ ...LOCAL, ...short })).toHaveLength(2);
  });
});

describe("secrets in files", () => {
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
          [`${name}_FILE`]: temporaryFile(`${value}\r\n`),
        }),
      ).toEqual(config(SERVED));
    },
  );

  it("reads the database's address and its password from files, and hides it in each spelling", () => {
    const url = "postgres://malipo@db.example/malipo";
    const read = config({
      ...SERVED,
      MALIPO_DATABASE_URL_FILE: temporaryFile(`${url}\n`),
      MALIPO_DATABASE_PASSWORD_FILE: temporaryFile("p@ss word\n"),
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

  const without = { ...SERVED, MALIPO_MERCHANT_KEY: undefined };

  it.each<[string, () => Env, string]>([
    [
      "a secret that is given twice",
      () => ({ ...SERVED, MALIPO_MERCHANT_KEY_FILE: temporaryFile(KEY) }),
      "MALIPO_MERCHANT_KEY_FILE and MALIPO_MERCHANT_KEY are both set: unset one of them",
    ],
    [
      "a file that can't be read, without its path",
      () => ({ ...without, MALIPO_MERCHANT_KEY_FILE: "/nowhere/V4LUE" }),
      "MALIPO_MERCHANT_KEY_FILE names a file that can't be read (ENOENT)",
    ],
    [
      "an empty file",
      () => ({ ...without, MALIPO_MERCHANT_KEY_FILE: temporaryFile("\n") }),
      "MALIPO_MERCHANT_KEY_FILE names an empty file",
    ],
    [
      "a plain setting, of which none is read from a file",
      () => ({
        ...SERVED,
        MALIPO_PUBLIC_URL: undefined,
        MALIPO_PUBLIC_URL_FILE: temporaryFile("https://pay.shop.example"),
      }),
      "MALIPO_PUBLIC_URL is missing",
    ],
  ])("refuses %s", (_what, env, problem) => {
    expect(problems(env())).toEqual([problem]);
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
