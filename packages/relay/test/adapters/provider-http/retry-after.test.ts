import { describe, expect, it } from "vitest";
import { readRetryAfter } from "../../../src/adapters/provider-http/http.ts";

const NOW = Date.parse("2026-11-21T09:00:00Z");

describe("Retry-After", () => {
  it.each<[string | null, number | null]>([
    [null, null],
    ["", null],
    ["soon", null],
    ["-5", null],
    ["1.5", null],
    ["0", 0],
    ["120", 120],
    ["999999999", 86_400],
    ["Sat, 21 Nov 2026 09:01:30 GMT", 90],
    ["Sat, 21 Nov 2026 08:00:00 GMT", 0],
    ["Sun, 21 Nov 2027 09:00:00 GMT", 86_400],
  ])("%j is %j seconds", (header, seconds) => {
    expect(readRetryAfter(header, NOW)).toBe(seconds);
  });
});
