import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldText } from "@malipo/protocol/text";
import { isOwnTag, parseTag } from "../../../src/adapters/flexpay/tags.ts";

describe("parseTag", () => {
  it.each<[string, string, string | null]>([
    ["@duka", "duka", null],
    ["  @Duka ", "duka", null],
    ["duka@dukaapp", "duka", "dukaapp"],
    ["@duka@DukaApp", "duka", "dukaapp"],
    ["$shop", "$shop", null],
    ["duka.la_nguo-1@app.ng", "duka.la_nguo-1", "app.ng"],
    ["🛍@shop", "🛍", "shop"],
    ["du\u200bka", "duka", null],
    ["＠ｄｕｋａ＠ｄｕｋａａｐｐ", "duka", "dukaapp"],
    ["duka٢", "duka2", null],
    [`${"\u200b".repeat(300)}duka`, "duka", null],
  ])("reads %j", (text, name, application) => {
    expect(parseTag(text)).toEqual({ name, application });
  });

  it.each([
    ...["", " ", "@", "@@duka", "duka@", "@duka@", "duka@dukaapp@other"],
    ...["du ka", "duka @dukaapp", "duka\u0000", "duka@duka\napp"],
    ...["x".repeat(257), "\ud800"],
  ])("reads nothing in %j", (text) => {
    expect(parseTag(text)).toBeNull();
    expect(isOwnTag(text, text)).toBe(false);
    expect(isOwnTag("duka@dukaapp", text)).toBe(false);
  });
});

describe("isOwnTag, either way round", () => {
  it.each<[string, string, boolean]>([
    ["@duka", "duka", true],
    ["@Duka", " duka ", true],
    ["duka@dukaapp", "@DUKA@DUKAAPP", true],
    ["duka@dukaapp", "duka@other", false],
    ["@duka", "@dukas", false],
    ["@du\u0138a", "@duka", false],
    ["@DUKÀ", "@dukà", false],
    ["@duka\u0300", "@dukà", true],
    ["@ọjà", "@ọjà", true],
  ])("compares %j and %j", (a, b, same) => {
    expect(isOwnTag(a, b)).toBe(same);
    expect(isOwnTag(b, a)).toBe(same);
  });
});

describe("isOwnTag", () => {
  it.each<[string, string, boolean]>([
    ["duka@dukaapp", "duka@dukaapp", true],
    ["duka@dukaapp", "@Duka@dukaApp", true],
    ["duka@dukaapp", "@duka", true],
    ["duka@dukaapp", "duka@otherapp", false],
    ["duka@dukaapp", "dukaapp@duka", false],
    ["duka@dukaapp", "@dukaapp", false],
    ["@duka", "duka", true],
    ["@duka", "DUKA@dukaapp", true],
    ["@duka", "@other", false],
    ["@duka", "other@duka", false],
    ["@dukа", "@duka", false],
  ])("of %j, %j: %s", (own, receiver, is) => {
    expect(isOwnTag(own, receiver)).toBe(is);
  });

  it("takes any text, and only what has the same name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const is = isOwnTag("duka@dukaapp", text);
        expect(is).toBe(/^@?duka(?:@dukaapp)?$/i.test(foldText(text)));
      }),
    );
  });
});
