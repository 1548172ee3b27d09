import { readFileSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { at } from "../../scripts/lib/paths.ts";

describe(".ci/run", () => {
  const file = at(".ci", "run");

  it("ends in npm test and does nothing besides", () => {
    const lines = readFileSync(file, "utf8").trim().split("\n");
    expect(lines).toEqual([
      "#!/usr/bin/env bash",
      "set -euo pipefail",
      'cd "$(dirname "$0")/.."',
      "exec npm test --silent",
    ]);
  });

  it("can be executed", () => {
    expect(statSync(file).mode & 0o111).toBe(0o111);
  });
});
