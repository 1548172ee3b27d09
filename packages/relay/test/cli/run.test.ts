import { describe, expect, it } from "vitest";
import {
  CANARY_FLEXPAY,
  CANARY_WEBHOOK_SECRET,
  GOOD,
  runCommand,
} from "./cli-context.ts";

describe("malipo", () => {
  it.each([["help"], ["--help"], ["-h"], ["serve", "--help"]])(
    "explains itself: %s %s",
    async (...args) => {
      const { text, ...rest } = await runCommand(args, {});
      expect(rest).toEqual({ code: 0, errors: "" });
      expect(text).toContain("Usage: malipo <command>");
    },
  );

  it.each([
    ["backup", "--help"],
    ["keys", "help"],
    ["privacy", "--help"],
    ["orders", "--help"],
    ["orders", "list", "--help"],
    ["refunds", "-h"],
  ])("explains the commands of a group: %s %s", async (group, ...args) => {
    const { text, ...rest } = await runCommand([group, ...args], {});
    expect(rest).toEqual({ code: 0, errors: "" });
    expect(text).toContain(`malipo ${group} `);
  });

  it("says its version", async () => {
    const { code, text } = await runCommand(["--version"], {});
    expect(code).toBe(0);
    expect(text).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each([
    [[], "missing command"],
    [["frobnicate"], 'unknown command "frobnicate"'],
    [["constructor"], 'unknown command "constructor"'],
    [["serve", "now"], "too many arguments"],
    [["--frobnicate"], "--frobnicate"],
    [["serve", "--port=1"], "--port"],
    [["serve", "--addresses"], "--addresses"],
  ])("refuses %j in a sentence", async (args, words) => {
    const { errors, ...rest } = await runCommand(args);
    expect(rest).toEqual({ code: 2, text: "" });
    expect(errors).toContain(words);
    expect(errors).toMatch(/^malipo: .*\. Try: malipo help\n$/);
  });
});

describe("malipo check-config", () => {
  const check = (changes: object) =>
    runCommand(["check-config"], { ...GOOD, ...changes });

  it("says what was understood, and no secret", async () => {
    const { code, text } = await check({
      MALIPO_ALOWED_ORIGINS: "https://shop.example",
      MALIPO_WEBHOOK_URL: "https://shop.example/hook?key=canary",
      MALIPO_WEBHOOK_SECRET: CANARY_WEBHOOK_SECRET,
      ...CANARY_FLEXPAY,
    });
    expect(code).toBe(0);
    for (const line of [
      "MALIPO_PUBLIC_URL: http://localhost:4001",
      "MALIPO_MASTER_KEY: set",
      "MALIPO_MERCHANT_KEY: set",
      "MALIPO_DATABASE_URL: sqlite:malipo.sqlite",
      "ALMARA_TOKEN_URL: http://localhost:4002/connect/token",
      "ALMARA_CLIENT_SECRET: set",
      "ALMARA_SHORT_CODE: 174379",
      "MALIPO_WEBHOOK_URL: https://shop.example/hook",
      "MALIPO_WEBHOOK_SECRET: set",
      "MALIPO_WEBHOOK_SECRET_PREVIOUS: not set",
      "FLEXPAY_TAG: duka@dukaapp",
      "FLEXPAY_UNMATCHED: reject",
      "Methods offered: mpesa, flexpay",
      "Warning: unknown variable MALIPO_ALOWED_ORIGINS. Is it misspelt?",
    ])
      expect(text.split("\n")).toContain(line);
    expect(text).not.toContain("Note:");
    expect(text).not.toContain("canary");
    expect(text).not.toContain(GOOD["MALIPO_MASTER_KEY"]);
  });

  it("lists everything that is wrong, by name", async () => {
    const wrong = { MALIPO_PORT: "canary", MALIPO_MASTER_KEY: "canary" };
    expect(await check(wrong)).toEqual({
      code: 2,
      text: "",
      errors: `The configuration has 2 errors:
  MALIPO_MASTER_KEY must be exactly 32 bytes in base64
  MALIPO_PORT must be a whole number from 0 to 65535
See docs/configuration.md for all variables.
`,
    });
  });
});
