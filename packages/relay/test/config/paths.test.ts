import { describe, expect, it } from "vitest";
import { parseConfig } from "../../src/config.ts";
import { CANARY_FLEXPAY, GOOD } from "../cli/cli-context.ts";

const almaraPaths = (text: string) => {
  const result = parseConfig({ ...GOOD, ALMARA_PATHS: text });
  return result.ok
    ? result.config.providers[0]?.values["paths"]
    : result.problems;
};

describe("other paths for a provider's calls", () => {
  it("takes the place of the standard ones that are named", () => {
    expect(
      almaraPaths("deposit=/v2/express-deposit, bill = /bills/find"),
    ).toEqual({ deposit: "/v2/express-deposit", bill: "/bills/find" });
    expect(almaraPaths("")).toEqual({});
  });

  it.each([
    ...["deposit", "deposit=v2", "deposit=https://evil.example/"],
    ...["deposit=/a?b=c", "deposit=/a b", "deposit=/{reference}"],
    ...["constructor=/a", `deposit=/${"a".repeat(200)}`],
  ])("refuses %s by name, never by value", (text) => {
    expect(almaraPaths(text)).toEqual([
      {
        variable: "ALMARA_PATHS",
        message: expect.stringContaining("call=/path") as string,
      },
    ]);
  });

  it("keeps the place where a reference stands", () => {
    const flexpay = (paths: string) =>
      parseConfig({ ...GOOD, ...CANARY_FLEXPAY, FLEXPAY_PATHS: paths });
    const result = flexpay("accept=/v2/{reference}/take");
    expect(result.ok && result.config.providers[1]?.values["paths"]).toEqual({
      accept: "/v2/{reference}/take",
    });
    expect(flexpay("accept=/v2/take").ok).toBe(false);
  });
});
