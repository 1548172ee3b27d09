import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isInstalled, stampOf } from "../../scripts/bootstrap/install.mjs";

const machine = { platform: "linux", arch: "x64", nodeVersion: "24.21.0" };
const stamp = stampOf("lock", machine);

describe("stampOf", () => {
  it("stays the same for the same lock file, machine and Node major", () => {
    expect(stampOf("lock", { ...machine, nodeVersion: "24.22.1" })).toBe(stamp);
  });

  it.each([
    ["lock file", stampOf("other", machine)],
    ["platform", stampOf("lock", { ...machine, platform: "darwin" })],
    ["processor", stampOf("lock", { ...machine, arch: "arm64" })],
    ["Node major", stampOf("lock", { ...machine, nodeVersion: "26.0.0" })],
  ])("changes with the %s", (_what, changed) => {
    expect(changed).not.toBe(stamp);
  });
});

describe("isInstalled", () => {
  let dir: string;
  let file: string;
  beforeEach(() => {
    dir = mkdtempSync(path.join(os.tmpdir(), "malipo-stamp-"));
    file = path.join(dir, ".run-stamp");
  });
  afterEach(() => {
    rmSync(dir, { recursive: true });
  });

  it("is false before the first installation", () => {
    expect(isInstalled(file, stamp)).toBe(false);
  });

  it("is true after an installation with the same stamp", () => {
    writeFileSync(file, stamp);
    expect(isInstalled(file, stamp)).toBe(true);
  });

  it("is false after an installation with another stamp", () => {
    writeFileSync(file, stampOf("other", machine));
    expect(isInstalled(file, stamp)).toBe(false);
  });
});
