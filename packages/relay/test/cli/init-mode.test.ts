import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import { keyModeOf } from "@malipo/protocol/merchant-key";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/temporary.ts";
import { runCommand } from "./cli-context.ts";

const envOf = (folder: string) =>
  parseEnv(readFileSync(path.join(folder, "malipo.env"), "utf8"));

describe("the merchant key of malipo init", () => {
  const PROVIDER = [
    "--public-url",
    "https://pay.shop.example",
    "--provider",
    "almara",
  ];
  const test = { ALMARA_API_URL: "https://sandboxapi.almara.example" };

  it.each<
    [string, readonly string[], Readonly<Record<string, string>>, string]
  >([
    ["of a provider", PROVIDER, {}, "live"],
    ["of its test system", [...PROVIDER, "--mode", "test"], {}, "test"],
    ["of what is set already", PROVIDER, test, "test"],
    [
      "of what is set, whatever the flag says",
      [...PROVIDER, "--mode", "test"],
      { ...test, ALMARA_ENVIRONMENT: "live" },
      "live",
    ],
    [
      "of a value that can't be used",
      PROVIDER,
      { ALMARA_API_URL: "x" },
      "live",
    ],
    ["of the sandbox", ["--mode", "test"], {}, "test"],
  ])("is for the mode %s", async (_of, args, env, mode) => {
    const folder = temporaryFolder();
    const { code } = await runCommand(
      ["init", "--yes", "--dir", folder, ...args],
      env,
    );
    expect(code).toBe(0);
    expect(keyModeOf(envOf(folder)["MALIPO_MERCHANT_KEY"] ?? "")).toBe(mode);
  });

  it("is kept where it is there, and nobody is asked for a mode", async () => {
    const folder = temporaryFolder();
    const text = "MALIPO_MERCHANT_KEY=kept\n";
    writeFileSync(path.join(folder, "malipo.env"), text);
    const asked: string[] = [];
    const ask = (question: string) => {
      asked.push(question);
      return Promise.resolve(question.startsWith("Who ") ? "almara" : "");
    };
    await runCommand(["init", "--dir", folder], {}, { ask });
    expect(asked.join("")).toMatch(/^How [^]*Who moves/);
    expect(asked.join("")).not.toContain("whether");
    expect(envOf(folder)["MALIPO_MERCHANT_KEY"]).toBe("kept");
  });
});
