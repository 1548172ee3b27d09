import { describe, expect, it } from "vitest";
import {
  createDirectory,
  findAccount,
} from "../../src/flexpay/applications.ts";
import { FLEXPAY_DEFAULTS } from "../../src/flexpay/options.ts";
import { parseTag, toTagText } from "../../src/flexpay/tags.ts";

const directory = createDirectory({ ...FLEXPAY_DEFAULTS, flexpayTag: "@ada" });

describe("parseTag", () => {
  it.each([
    [" @Duka ", "@duka"],
    ["duka", "@duka"],
    ["@Duka@DukaApp", "duka@dukaapp"],
    ["duka@dukaapp", "duka@dukaapp"],
  ])("reads %j as %s", (typed, text) => {
    const tag = parseTag(typed);
    expect(tag && toTagText(tag)).toBe(text);
  });

  it.each(["", "@", "@@duka", "duka@", "du ka", "duka@a@b", "x".repeat(61)])(
    "refuses %j",
    (typed) => {
      expect(parseTag(typed)).toBeUndefined();
    },
  );
});

describe("findAccount", () => {
  const find = (typed: string, asking = directory.shop) => {
    const tag = parseTag(typed);
    return tag && findAccount(directory, tag, asking)?.address;
  };

  it("takes a bare tag as the asking application's own, then as anybody's", () => {
    expect(find("@ada")).toBe("ada@dukaapp");
    expect(find("@ada", directory.wallet)).toBe("ada@pesawallet");
    expect(find("@broke")).toBe("broke@pesawallet");
    expect(find("@nobody")).toBeUndefined();
  });

  it("takes a qualified tag to the letter", () => {
    expect(find("ada@pesawallet")).toBe("ada@pesawallet");
    expect(find("broke@dukaapp")).toBeUndefined();
  });
});
