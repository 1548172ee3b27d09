import { describe, expect, it } from "vitest";
import { cutText } from "../../src/domain/cut-text.ts";

describe("cutText", () => {
  it.each([
    ["abc", 3, "abc"],
    ["abcd", 3, "abc"],
    ["", 0, ""],
    ["a", 0, ""],
    // Each of them two UTF-16 units.
    ["🛍🛍🛍", 3, "🛍🛍🛍"],
    ["🛍🛍🛍", 2, "🛍🛍"],
    ["ab🛍c", 3, "ab🛍"],
    ["\ud83d\ud83d\ud83d", 2, "\ud83d\ud83d"],
  ])("cuts %j to %i characters", (text, max, expected) => {
    expect(cutText(text, max)).toBe(expected);
  });
});
