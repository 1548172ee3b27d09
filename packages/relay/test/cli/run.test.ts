import { describe, expect, it } from "vitest";
import { runCli } from "../../src/cli/run.ts";
import { GOOD, testContext } from "./cli-context.ts";

describe("malipo", () => {
  it.each([["help"], ["--help"], ["-h"], ["serve", "--help"]])(
    "explains itself: %s %s",
    async (...args) => {
      const context = testContext();
      expect(await runCli(args, context)).toBe(0);
      expect(context.written()).toContain("Usage: malipo <command>");
      expect(context.errorOutput()).toBe("");
    },
  );

  it("says its version", async () => {
    const context = testContext();
    expect(await runCli(["--version"], context)).toBe(0);
    expect(context.written()).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each([
    [[], "missing command"],
    [["frobnicate"], 'unknown command "frobnicate"'],
    [["constructor"], 'unknown command "constructor"'],
    [["serve", "now"], "too many arguments"],
    [["--frobnicate"], "--frobnicate"],
    [["serve", "--port=1"], "--port"],
  ])("refuses %j in a sentence", async (args, words) => {
    const context = testContext(GOOD);
    expect(await runCli(args, context)).toBe(2);
    expect(context.errorOutput()).toContain(words);
    expect(context.errorOutput()).toMatch(/^malipo: .*\. Try: malipo help\n$/);
    expect(context.written()).toBe("");
  });
});

describe("malipo check-config", () => {
  it("says what was understood, and no secret", async () => {
    const context = testContext({
      ...GOOD,
      MALIPO_ALOWED_ORIGINS: "https://shop.example",
    });
    expect(await runCli(["check-config"], context)).toBe(0);
    const text = context.written();
    for (const line of [
      "MALIPO_PUBLIC_URL: http://localhost:4001",
      "MALIPO_MASTER_KEY: set",
      "MALIPO_MERCHANT_KEY: set",
      "MALIPO_DATABASE_URL: sqlite:malipo.sqlite",
      "ALMARA_TOKEN_URL: http://localhost:4002/connect/token",
      "ALMARA_CLIENT_SECRET: set",
      "ALMARA_SHORT_CODE: 174379",
      "MALIPO_WEBHOOK_URL: not set",
      "Methods offered: mpesa",
      "Warning: unknown variable MALIPO_ALOWED_ORIGINS. Is it misspelt?",
    ])
      expect(text.split("\n")).toContain(line);
    expect(text).not.toContain("canary");
    expect(text).not.toContain(GOOD["MALIPO_MASTER_KEY"]);
  });

  it("summarizes what is set, and never a secret", async () => {
    const context = testContext({
      ...GOOD,
      MALIPO_WEBHOOK_URL: "https://shop.example/hook?key=canary",
      MALIPO_WEBHOOK_SECRET: `whsec_${Buffer.from("canary-canary-canary-canary").toString("base64")}`,
      FLEXPAY_API_URL: "https://flexpay.example",
      FLEXPAY_CLIENT_ID: "canary",
      FLEXPAY_CLIENT_SECRET: "canary",
      FLEXPAY_TAG: "duka@dukaapp",
      FLEXPAY_WEBHOOK_SECRET: "canary-canary",
    });
    expect(await runCli(["check-config"], context)).toBe(0);
    expect(context.written()).toContain(
      "MALIPO_WEBHOOK_URL: https://shop.example/hook\n",
    );
    expect(context.written()).toContain("MALIPO_WEBHOOK_SECRET: set\n");
    expect(context.written()).toContain(
      "MALIPO_WEBHOOK_SECRET_PREVIOUS: not set\n",
    );
    expect(context.written()).not.toContain("Note:");
    expect(context.written()).toContain("FLEXPAY_TAG: duka@dukaapp\n");
    expect(context.written()).toContain("FLEXPAY_UNMATCHED: reject\n");
    expect(context.written()).not.toContain("canary");
  });

  it("lists everything that is wrong, by name", async () => {
    const context = testContext({
      ...GOOD,
      MALIPO_PORT: "canary",
      MALIPO_MASTER_KEY: "canary",
    });
    expect(await runCli(["check-config"], context)).toBe(2);
    expect(context.errorOutput()).toBe(
      [
        "The configuration has 2 errors:",
        "  MALIPO_MASTER_KEY must be exactly 32 bytes in base64",
        "  MALIPO_PORT must be a whole number from 0 to 65535",
        "See docs/configuration.md for all variables.",
        "",
      ].join("\n"),
    );
    expect(context.written()).toBe("");
  });
});
