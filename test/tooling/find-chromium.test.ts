import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { temporaryFolder } from "../../packages/relay/test/support/temporary.ts";
import { findChromium } from "../../scripts/find-chromium.mjs";

describe("findChromium", () => {
  let installed: string;
  beforeEach(() => {
    const dir = temporaryFolder();
    installed = path.join(dir, "chromium");
    writeFileSync(installed, "");
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

  it.runIf(process.platform === "linux")(
    "takes an installed one before the one inside npm",
    async () => {
      const { executablePath, env } = await findChromium();
      expect(executablePath).toBe(installed);
      expect(env).toBeUndefined();
    },
  );

  it("leaves web security on", async () => {
    const { args } = await findChromium();
    expect(args).not.toContain("--disable-web-security");
    expect(args).not.toContain("--single-process");
  });
});
