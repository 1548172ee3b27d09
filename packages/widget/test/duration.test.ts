import { expect } from "@open-wc/testing";
import { duration } from "../src/views/text.ts";

describe("a countdown", () => {
  for (const [ms, text] of [
    [0, "0:00"],
    [1, "0:01"],
    [44_001, "0:45"],
    [45_000, "0:45"],
    [59_001, "1:00"],
    [65_000, "1:05"],
    [3_599_999, "60:00"],
    [5_400_000, "90:00"],
  ] as const)
    it(`of ${ms} ms says ${text}`, () => {
      expect(duration(ms)).to.equal(text);
    });
});
