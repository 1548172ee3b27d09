import { describe, expect, it } from "vitest";
import type { JsonValue } from "../../src/web/json-text.ts";
import {
  DecimalNumber,
  TrailingComma,
  writeJson,
} from "../../src/web/json-text.ts";

describe("writeJson", () => {
  it.each<JsonValue>([
    null,
    true,
    -1.5,
    'quotes " and \n breaks',
    [],
    {},
    [1, [2, { a: [] }]],
    { a: { b: null, "c d": [true, "x"] } },
  ])("writes %j as JSON.stringify does", (value) => {
    expect(writeJson(value)).toBe(JSON.stringify(value));
    expect(writeJson(value, 4)).toBe(JSON.stringify(value, null, 4));
  });

  it("leaves out what is undefined", () => {
    expect(writeJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  it("writes cents as a decimal", () => {
    expect(writeJson({ price: new DecimalNumber(250_000) })).toBe(
      '{"price":2500.0}',
    );
  });

  it("writes one comma too many where it is told to", () => {
    const value = { a: new TrailingComma({ b: 1 }) };
    expect(writeJson(value)).toBe('{"a":{"b":1,}}');
    expect(writeJson(value, 2)).toBe('{\n  "a": {\n    "b": 1,\n  }\n}');
  });
});
