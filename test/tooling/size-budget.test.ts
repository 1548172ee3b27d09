import { randomBytes } from "node:crypto";
import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { temporaryFolder } from "../../packages/relay/test/support/temporary.ts";
import { sizeCommand } from "../../scripts/lib/checks.ts";
import { scriptOf } from "../../scripts/lib/command.ts";
import { at } from "../../scripts/lib/paths.ts";

/** Each a little under its limit. */
const FITTING = {
  "malipo.js": 32_700,
  "malipo.classic.js": 32_700,
  "malipo.sw.js": 3_300,
  "malipo.lang.js": 900,
  "malipo.qr.js": 3_900,
  "malipo.page.js": 2_900,
  "malipo.phone.js": 900,
  "malipo.link.js": 2_400,
  "malipo.dev.js": 900,
  "malipo.old.js": 1_400,
};

describe("the size budget", () => {
  let dir: string;
  beforeEach(() => {
    dir = temporaryFolder();
    for (const file of ["package.json", ".size-limit.js"])
      copyFileSync(at(file), path.join(dir, file));
    symlinkSync(at("node_modules"), path.join(dir, "node_modules"), "junction");
  });

  /** Writes files that brotli cannot make smaller, and resolves with the check's exit code. */
  const check = (
    bytes: Readonly<Record<string, number>>,
    consoleBytes = 109_000,
  ): Promise<number | null> => {
    const dist = path.join(dir, "packages", "widget", "dist");
    mkdirSync(dist, { recursive: true });
    for (const [name, count] of Object.entries({ ...FITTING, ...bytes }))
      writeFileSync(path.join(dist, name), randomBytes(count));
    const assets = path.join(dir, "packages", "console", "dist", "assets");
    mkdirSync(assets, { recursive: true });
    writeFileSync(path.join(assets, "index-a1.js"), randomBytes(consoleBytes));
    return new Promise((resolve) => {
      const args = [scriptOf(sizeCommand), ...sizeCommand.args];
      const child = execFile(process.execPath, args, { cwd: dir }, () => {
        resolve(child.exitCode);
      });
    });
  };

  it("lets what fits pass", async () => {
    expect(await check({})).toBe(0);
  });

  it.each([
    ["malipo.js", 32_900],
    ["malipo.classic.js", 32_900],
    ["malipo.sw.js", 3_500],
    // A language that was added.
    ["malipo.zu.js", 3_500],
    ["malipo.lang.js", 1_100],
    ["malipo.qr.js", 4_100],
    ["malipo.page.js", 3_100],
    ["malipo.phone.js", 1_100],
    ["malipo.link.js", 2_600],
    ["malipo.dev.js", 1_100],
    ["malipo.old.js", 1_600],
  ])("refuses %s of %i bytes", async (name, bytes) => {
    expect(await check({ [name]: bytes })).toBe(1);
  });

  it("has one for all of the console's scripts", async () => {
    expect(await check({}, 111_000)).toBe(1);
  });
});
