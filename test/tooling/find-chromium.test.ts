import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { temporaryFolder } from "../../packages/relay/test/support/temporary.ts";
import { findChromium } from "../support/find-chromium.mjs";

describe("findChromium", () => {
  let dir: string;
  const install = (name: string): string => {
    const program = path.join(dir, name);
    writeFileSync(program, "");
    return program;
  };
  beforeEach(() => {
    dir = temporaryFolder();
    vi.stubEnv("PATH", dir);
    vi.stubEnv("CHROME_PATH", undefined);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it("takes what CHROME_PATH names before anything else", async () => {
    vi.stubEnv("CHROME_PATH", "/opt/chrome");
    const { executablePath } = await findChromium();
    expect(executablePath).toBe("/opt/chrome");
  });

  it("takes an installed one without windows before a whole browser", async () => {
    install("chromium");
    const shell = install("chromium-headless-shell");
    const { executablePath, env } = await findChromium();
    expect(executablePath).toBe(shell);
    expect(env).toBeUndefined();
  });

  const runsPacked = process.platform === "linux" && process.arch === "x64";
  it(`takes a whole browser only where the one inside npm doesn't run (here: ${runsPacked ? "it does" : "it doesn't"})`, async () => {
    const browser = install("chromium");
    const { executablePath } = await findChromium();
    expect(executablePath === browser).toBe(!runsPacked);
    expect(existsSync(executablePath)).toBe(true);
  });

  it("leaves web security on", async () => {
    const { args } = await findChromium();
    expect(args).not.toContain("--disable-web-security");
    expect(args).not.toContain("--single-process");
  });
});
