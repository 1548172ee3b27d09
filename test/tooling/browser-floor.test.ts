import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  FLOOR,
  READS,
  STYLE_TARGETS,
  reasonFor,
} from "../../packages/widget/browser-floor.mjs";
import { at } from "../../scripts/lib/paths.ts";

describe("the oldest browsers", () => {
  it("are what the widget's README says", () => {
    const readme = readFileSync(
      at("packages", "widget", "README.md"),
      "utf8",
    ).replace(/ +/g, " ");
    for (const [name, browser] of [
      ["Chrome, Edge", "chrome"],
      ["Firefox", "firefox"],
      ["Safari, iOS", "safari"],
    ] as const)
      expect(readme).toContain(
        `| ${name} | ${FLOOR[browser]} | ${reasonFor(browser)} | ${READS[browser]} |`,
      );
  });

  it("are those that styles are compiled for", () => {
    expect(STYLE_TARGETS).toEqual(["chrome111", "firefox121", "safari16.4"]);
  });
});
