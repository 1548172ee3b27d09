import { describe, expect, it } from "vitest";
import { isSameValue } from "../../src/domain/same-value.ts";

describe("two values", () => {
  it.each<[unknown, unknown]>([
    [1, 1],
    [null, null],
    [
      { a: 1, b: [{ c: null }] },
      { b: [{ c: null }], a: 1 },
    ],
    [{ a: 1, b: undefined }, { a: 1 }],
    [new Uint8Array([1, 2]), new Uint8Array([1, 2])],
  ])("are the same: %j and %j", (a, b) => {
    expect([isSameValue(a, b), isSameValue(b, a)]).toEqual([true, true]);
  });

  it.each<[unknown, unknown]>([
    [1, "1"],
    [null, {}],
    [undefined, null],
    [[], {}],
    [
      [1, 2],
      [2, 1],
    ],
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { b: 1 }],
    [{ a: 1 }, { a: 1, b: null }],
    [{ a: { b: [1] } }, { a: { b: [1, 2] } }],
    [new Uint8Array([1]), new Uint8Array()],
  ])("differ: %j and %j", (a, b) => {
    expect([isSameValue(a, b), isSameValue(b, a)]).toEqual([false, false]);
  });
});
