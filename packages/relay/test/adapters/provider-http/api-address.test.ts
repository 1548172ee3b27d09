import { describe, expect, it } from "vitest";
import { apiAddress } from "../../../src/adapters/provider-http/api.ts";

describe("apiAddress", () => {
  it.each([
    ["PAYOUT 17", "PAYOUT%2017"],
    ["a+b", "a%2Bb"],
    ["a&b=c#d?e/f", "a%26b%3Dc%23d%3Fe%2Ff"],
    ["50%", "50%25"],
    ["%20", "%2520"],
    ["é", "%C3%A9"],
  ])("writes the parameter %j as %j", (value, encoded) => {
    const { search } = apiAddress("https://api.example/v2/", "/status", {
      Id: value,
    });
    expect(search).toBe(`?Id=${encoded}`);
  });

  it("stays below the base address", () => {
    expect(apiAddress("https://api.example/v2/", "/v1/a").href).toBe(
      "https://api.example/v2/v1/a",
    );
  });
});
