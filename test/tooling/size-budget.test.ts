import { randomBytes } from "node:crypto";
import { execFile } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sizeCommand } from "../../scripts/lib/checks.ts";
import { scriptOf } from "../../scripts/lib/command.ts";
import { at } from "../../scripts/lib/paths.ts";

describe("the widget's size budget", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(path.join(os.tmpdir(), "malipo-size-"));
    for (const file of ["package.json", ".size-limit.json"])
      copyFileSync(at(file), path.join(dir, file));
    symlinkSync(at("node_modules"), path.join(dir, "node_modules"), "junction");
  });
  afterEach(() => {
    rmSync(dir, { recursive: true });
  });

  /** Writes a bundle that brotli cannot make smaller, and resolves with the check's exit code. */
  const check = (bytes: number): Promise<number | null> => {
    const bundle = path.join(dir, "packages", "widget", "dist", "malipo.js");
    mkdirSync(path.dirname(bundle), { recursive: true });
    writeFileSync(bundle, randomBytes(bytes));
    return new Promise((resolve) => {
      const args = [scriptOf(sizeCommand), ...sizeCommand.args];
      const child = execFile(process.execPath, args, { cwd: dir }, () => {
        resolve(child.exitCode);
      });
    });
  };

  it("lets 19,900 bytes pass", async () => {
    expect(await check(19_900)).toBe(0);
  });

  it("refuses 20,100 bytes", async () => {
    expect(await check(20_100)).toBe(1);
  });
});
