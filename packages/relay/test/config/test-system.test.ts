import { describe, expect, it } from "vitest";
import { isLiveMode } from "../../src/config/providers.ts";
import { FLEXPAY, SERVED, config, problems } from "./environments.ts";

const STAGING = "https://staging-idaas.flexpay.example/api";

const isLive = (env: Readonly<Record<string, string>>): boolean => {
  const { providers, methods } = config({ ...SERVED, ...env });
  return isLiveMode(providers, methods);
};

describe("a relay's payments", () => {
  it.each([
    ["https://api.almara.example", true],
    ["https://auth.contest.example", true],
    ["https://latest.almara.example", true],
    ["https://testimonials.example", true],
    ["https://sandboxapi.almara.example", false],
    ["https://sandbox.almara.example/v1", false],
    ["https://api-staging.almara.example", false],
    ["https://staging-idaas.almara.example/api", false],
    ["https://api.test.almara.example", false],
    ["https://uat.almara.example", false],
    ["http://localhost:4002", false],
    ["http://127.0.0.1:4002", false],
    ["http://[::1]:4002", false],
  ])("at %s move money: %s", (url, live) => {
    expect(isLive({ ALMARA_API_URL: url })).toBe(live);
    const other = live ? "test" : "live";
    expect(isLive({ ALMARA_API_URL: url, ALMARA_ENVIRONMENT: other })).toBe(
      !live,
    );
  });

  it("move money only if those of every offered method do", () => {
    const both = { ...FLEXPAY, FLEXPAY_API_URL: STAGING };
    expect(isLive(FLEXPAY as Record<string, string>)).toBe(true);
    expect(isLive(both as Record<string, string>)).toBe(false);
    expect(isLive({ ...both, FLEXPAY_ENVIRONMENT: "live" })).toBe(true);
    expect(isLive({ ...both, MALIPO_METHODS: "mpesa" })).toBe(true);
  });

  it.each(["production", "Live", "1"])("can't be called %s", (word) => {
    const env = { ...SERVED, ...FLEXPAY };
    for (const name of ["ALMARA_ENVIRONMENT", "FLEXPAY_ENVIRONMENT"])
      expect(problems({ ...env, [name]: word })).toEqual([
        `${name} must be live or test`,
      ]);
  });
});
