import { describe, expect, it } from "vitest";
import { isKnownVersion } from "../../src/http/kit/etag.ts";

describe("isKnownVersion", () => {
  it.each([
    [undefined, false],
    ["", false],
    ['"1"', true],
    ['W/"1"', true],
    ['"0", "1"', true],
    ['"0",W/"1" , "2"', true],
    ["*", true],
    [" * ", true],
    ['"0"', false],
    ['"11"', false],
    ['"0,1"', false],
    ["1", false],
    ['"*"', false],
  ])('%s beside "1": %s', (header, known) => {
    expect(isKnownVersion(header, '"1"')).toBe(known);
  });

  it("does not take a part of a tag with a comma for a tag", () => {
    expect(isKnownVersion('"a", "b,c"', '"b,c"')).toBe(true);
    expect(isKnownVersion('"b,c"', '"c"')).toBe(false);
  });
});
