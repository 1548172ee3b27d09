import { describe, expect, it } from "vitest";
import { csvLine } from "../../src/domain/csv.ts";

describe("a line of CSV", () => {
  it.each<[string, string]>([
    ["plain", "plain"],
    ["", ""],
    ["two words", "two words"],
    ["a,b", '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ["two\nlines", '"two\nlines"'],
    [" padded ", '" padded "'],
    ["=1+1", "'=1+1"],
    ["+254712345678", "'+254712345678"],
    ["-5", "'-5"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    ["\rx", `"'\rx"`],
    ["\n=1", `"'\n=1"`],
    ["  =1", "'  =1"],
    ["\u200b=1", "'\u200b=1"],
    ["\uff1dcmd", "'\uff1dcmd"],
    ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
    ["a=1", "a=1"],
    ["2026-11-21 12:00:00", "2026-11-21 12:00:00"],
  ])("has %j as %j", (text, field) => {
    expect(csvLine([text])).toBe(`${field}\r\n`);
  });

  it("has numbers, truths and nothing as they are", () => {
    expect(csvLine([250_000, true, false, null, undefined, "x"])).toBe(
      "250000,true,false,,,x\r\n",
    );
  });
});
