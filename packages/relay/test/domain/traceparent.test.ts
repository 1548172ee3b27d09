import { describe, expect, it } from "vitest";
import {
  formatTraceparent,
  parseTraceparent,
} from "../../src/domain/traceparent.ts";

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const SPAN = "b7ad6b7169203331";

/** https://www.w3.org/TR/trace-context/#versioning-of-traceparent */
describe("a traceparent", () => {
  it.each([
    [`00-${TRACE}-${SPAN}-01`, true],
    [`00-${TRACE}-${SPAN}-00`, false],
    [`00-${TRACE}-${SPAN}-03`, true],
    [`cc-${TRACE}-${SPAN}-01`, true],
    [`cc-${TRACE}-${SPAN}-01-what-the-future-adds`, true],
  ])("is read from %s, and written in version 00", (text, sampled) => {
    const parsed = parseTraceparent(text);
    expect(parsed).toEqual({ traceId: TRACE, spanId: SPAN, sampled });
    expect(parsed && formatTraceparent(parsed)).toBe(
      `00-${TRACE}-${SPAN}-${sampled ? "01" : "00"}`,
    );
  });

  it.each([
    undefined,
    ["a", "b"],
    "",
    "00",
    `ff-${TRACE}-${SPAN}-01`,
    `00-${"0".repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${"0".repeat(16)}-01`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    `00-${TRACE}-${SPAN}-01-more`,
    `00-${TRACE}-${SPAN}-1`,
    `00-${TRACE}-${SPAN}`,
    `00-${TRACE}-${SPAN}-01, 00-${TRACE}-${SPAN}-01`,
    `00-${TRACE}-${SPAN}-01\n`,
    ` 00-${TRACE}-${SPAN}-01`,
    `cc-${TRACE}-${SPAN}-01-${"x".repeat(300)}`,
  ])("is not read from %j", (text) => {
    expect(parseTraceparent(text)).toBeUndefined();
  });
});
