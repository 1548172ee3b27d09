import { describe, expect, it } from "vitest";
import {
  readInstant,
  toIsoTime,
} from "../../../src/adapters/flexpay/instant.ts";

describe("readInstant", () => {
  it.each<[string | null, number | null]>([
    ["1700000000", 1_700_000_000_000],
    ["1700000000123", 1_700_000_000_123],
    ["0", 0],
    ["2023-11-14T22:13:20Z", 1_700_000_000_000],
    ["2023-11-14T22:13:20", 1_700_000_000_000],
    ["2023-11-14T22:13:20.123Z", 1_700_000_000_123],
    ["2023-11-14T22:13:20.123456789Z", 1_700_000_000_123],
    ["2023-11-14T23:13:20+01:00", 1_700_000_000_000],
    ["2023-11-14T22:13Z", 1_699_999_980_000],
    [null, null],
    ["", null],
    ["-1", null],
    ["1.7e9", null],
    ["1700000000.5", null],
    ["9999999999999999", null],
    ["99999999999999999", null],
    ["2023-11-14", null],
    ["2023-13-14T22:13:20Z", null],
    ["14 Nov 2023 22:13:20 GMT", null],
    ["now", null],
  ])("reads %j", (text, instant) => {
    expect(readInstant(text)).toBe(instant);
  });

  it("is written as ISO 8601 in UTC", () => {
    expect(toIsoTime("2023-11-14T23:13:20+01:00")).toBe(
      "2023-11-14T22:13:20.000Z",
    );
    expect(toIsoTime("soon")).toBeNull();
  });
});
