import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scaledInteger } from "../../src/domain/exact-number.ts";

describe("scaledInteger", () => {
  it.each<[string, number | undefined]>([
    ["1.5E+3", 150_000],
    ["1.5e3", 150_000],
    ["1.0E7", 1_000_000_000],
    ["1E2", 10_000],
    ["1E+02", 10_000],
    ["150000E-2", 150_000],
    ["0.0015E6", 150_000],
    ["1500.000000000000000000000000000E0", 150_000],
    ["150000000000000000000000E-20", 150_000],
    ["1e-2", 1],
    ["9.007199254740991E13", Number.MAX_SAFE_INTEGER],
    ["0", 0],
    ["0E0", 0],
    ["0.00E+999999999", 0],
    ["0e-99999999999999999999", 0],
    // Finer than the hundredth part, or too large to be exact.
    ["1.5E-3", undefined],
    ["1e-3", undefined],
    ["15e-4", undefined],
    ["1E-999999999", undefined],
    ["9.007199254740992E13", undefined],
    ["1e14", undefined],
    ["1e999999999", undefined],
    ["1e99999999999999999999", undefined],
    ["1e999999999999999999999", undefined],
    // No number as JSON has it, or a negative one.
    ["", undefined],
    ["e3", undefined],
    ["1e", undefined],
    ["1e+", undefined],
    ["1e3.5", undefined],
    ["1e 3", undefined],
    ["1 e3", undefined],
    [".5e3", undefined],
    ["5.e3", undefined],
    ["+1e3", undefined],
    ["-1e3", undefined],
    ["1,5e3", undefined],
    ["1e3e3", undefined],
    ["0x1e3", undefined],
    ["Infinity", undefined],
    ["\u0661E2", undefined],
  ])("reads %j in hundredths as %j", (text, value) => {
    expect(scaledInteger(text, 2)).toBe(value);
  });

  it("reads every way to write an integer as that integer", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999_999 }),
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 14 }),
        (value, shift, behind) => {
          const digits = String(value).padStart(15, "0");
          const whole = digits.slice(0, 15 - behind);
          const fraction = digits.slice(15 - behind);
          const point = fraction === "" ? "" : ".";
          const moved = `${whole}${point}${fraction}`;
          expect(scaledInteger(`${moved}E${behind}`, 0)).toBe(value);
          const zeros = "0".repeat(shift);
          expect(scaledInteger(`${value}${zeros}e-${shift}`, 0)).toBe(value);
        },
      ),
    );
  });
});
