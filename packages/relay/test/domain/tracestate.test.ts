import { describe, expect, it } from "vitest";
import { parseTracestate } from "../../src/domain/tracestate.ts";

const members = (count: number, value = "1"): string =>
  Array.from({ length: count }, (_, i) => `k${String(i)}=${value}`).join(",");

/** https://www.w3.org/TR/trace-context/#tracestate-header-field-values */
describe("a tracestate", () => {
  it.each([
    ["rojo=00f067aa0ba902b7", undefined],
    ["rojo=00f067aa0ba902b7,congo=t61rcWkgMzE", undefined],
    ["1a-2f@foo=bar1", undefined],
    ["a_b*c/d-e=!+-./:;<>?@[]^`{|}~", undefined],
    ["a=in between", undefined],
    ["a= b", undefined],
    [`${"a".repeat(256)}=1`, undefined],
    [`${"a".repeat(241)}@${"b".repeat(14)}=1`, undefined],
    [`a=${"b".repeat(256)}`, undefined],
    [members(32), undefined],
    [`a=${"b".repeat(253)},b=${"c".repeat(254)}`, undefined],
    [" a=1 ,\tb=2\t", "a=1,b=2"],
    ["a=1,,b=2,", "a=1,b=2"],
    [`${members(31)},,last=1`, `${members(31)},last=1`],
  ])("is passed on: %j", (text, as) => {
    expect(parseTracestate(text)).toBe(as ?? text);
  });

  it.each([
    undefined,
    null,
    ["a=1", "b=2"],
    "",
    " , ",
    "a",
    "a=",
    "=1",
    "a=1=2",
    "A=1",
    "1a=1",
    "@sys=1",
    "a@1=1",
    "a@b@c=1",
    "a =1",
    "a=b\u00e9",
    "a=b\tc",
    "a=1\nb=2",
    "a=1;b=2=",
    "a=1,a=2",
    "a=1,b",
    `${"a".repeat(257)}=1`,
    `${"a".repeat(242)}@b=1`,
    `a@${"b".repeat(15)}=1`,
    `a=${"b".repeat(257)}`,
    members(33),
    `a=${"b".repeat(254)},b=${"c".repeat(254)}`,
    "a=1".padEnd(513, " "),
  ])("is dropped: %j", (text) => {
    expect(parseTracestate(text)).toBeUndefined();
  });
});
