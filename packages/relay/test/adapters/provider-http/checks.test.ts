import { describe, expect, it } from "vitest";
import { describeFailure } from "../../../src/adapters/provider-http/checks.ts";

describe("describeFailure", () => {
  it.each([
    [{ kind: "not_found" }, /^not found\. Check/],
    [
      { kind: "refused", conflict: false, reason: "no such tag" },
      /no such tag$/,
    ],
    [{ kind: "refused", conflict: false, reason: null }, /no reason given$/],
    [{ kind: "busy", retryAfterSeconds: 30 }, /retry in 30 s$/],
    [
      { kind: "unavailable", mayHaveHappened: false, detail: "timed out" },
      /^timed out$/,
    ],
  ] as const)("%j", (result, words) => {
    expect(describeFailure(result)).toMatch(words);
  });
});
