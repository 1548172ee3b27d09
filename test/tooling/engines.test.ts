import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { satisfies } from "../../scripts/bootstrap/engines.mjs";
import { at } from "../../scripts/lib/paths.ts";

interface Manifest {
  engines: { node: string };
  optionalDependencies: Record<string, string>;
}

const manifest = (...parts: string[]): Manifest =>
  JSON.parse(readFileSync(at(...parts), "utf8")) as Manifest;

const required = manifest("package.json").engines.node;

describe("satisfies", () => {
  it.each([
    ["24.15.0", true],
    ["24.15.3", true],
    ["24.21.0", true],
    ["26.0.0", true],
    ["27.3.1", true],
    ["16.20.2", false],
    ["20.20.2", false],
    ["22.22.2", false],
    ["24.14.9", false],
    ["25.9.0", false],
  ])("says of Node %s: %s", (version, answer) => {
    expect(satisfies(version, "^24.15 || >=26")).toBe(answer);
  });

  it("throws on a range that it does not read, so that no version passes by mistake", () => {
    expect(() => satisfies("24.21.0", "~24.15")).toThrow("~24.15");
  });

  it("reads the workspace's own range, and this Node is in it", () => {
    expect(satisfies(process.versions.node, required)).toBe(true);
  });
});

describe("the Node that is fetched", () => {
  const pinned = Object.entries(
    manifest("scripts", "node", "package.json").optionalDependencies,
  );

  it.each(pinned)("%s %s is new enough", (_name, version) => {
    expect(satisfies(version, required)).toBe(true);
  });
});
