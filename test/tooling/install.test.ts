import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  temporaryFile,
  temporaryFolder,
} from "../../packages/relay/test/support/temporary.ts";
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
  it("is true after an installation with the same stamp only", () => {
    const other = stampOf("other", machine);
    expect(isInstalled(temporaryFile(stamp), stamp)).toBe(true);
    expect(isInstalled(temporaryFile(other), stamp)).toBe(false);
    expect(isInstalled(path.join(temporaryFolder(), "none"), stamp)).toBe(
      false,
    );
  });
});
