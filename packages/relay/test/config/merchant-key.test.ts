import { describe, expect, it } from "vitest";
import type { Env } from "../../src/adapters/environment/environment.ts";
import { runCommand } from "../cli/cli-context.ts";
import { temporaryFile } from "../support/temporary.ts";
import { FLEXPAY, SECRET, SERVED, config, problems } from "./environments.ts";

const TEST_API = { ALMARA_API_URL: "https://sandboxapi.almara.example" };
const LIVE_KEY = `malipo_live_${SECRET}`;
const TEST_KEY = `malipo_test_${SECRET}`;

const withKey = (key: string, env: Env = {}): Env => ({
  ...SERVED,
  ...env,
  MALIPO_MERCHANT_KEY: key,
});

/** In front of a key that stands in a file. */
const IN_FILE = "file:";

/** With the file, which is removed after the test. */
const written = (env: Env): Env => {
  const key = env["MALIPO_MERCHANT_KEY"] ?? "";
  return key.startsWith(IN_FILE)
    ? {
        ...env,
        MALIPO_MERCHANT_KEY: "",
        MALIPO_MERCHANT_KEY_FILE: temporaryFile(
          `${key.replace(IN_FILE, "")}\n`,
        ),
      }
    : env;
};

const isOfKey = (problem: string): boolean =>
  problem.startsWith("MALIPO_MERCHANT_KEY is a ");

describe("a merchant key", () => {
  it.each<[string, Env]>([
    ["for money", withKey(LIVE_KEY)],
    ["for a test system", withKey(TEST_KEY, TEST_API)],
    [
      "for a test system by its name",
      withKey(TEST_KEY, { ALMARA_ENVIRONMENT: "test" }),
    ],
    [
      "for money, at an address like a test system's",
      withKey(LIVE_KEY, { ...TEST_API, ALMARA_ENVIRONMENT: "live" }),
    ],
    [
      "for one's own machine, short",
      withKey("malipo_test_demo-key", {
        ...TEST_API,
        MALIPO_PUBLIC_URL: "http://localhost:4001",
      }),
    ],
    ["without a prefix, for money", withKey(SECRET)],
    ["without a prefix, for a test system", withKey(SECRET, TEST_API)],
    [
      "with a prefix of somebody else",
      withKey(`sk_test_${SECRET}`.replace("_test_", "-t-")),
    ],
    [
      "for one provider's test system",
      withKey(TEST_KEY, { ...FLEXPAY, FLEXPAY_ENVIRONMENT: "test" }),
    ],
    [
      "for money, as the test system's method is not offered",
      withKey(LIVE_KEY, {
        ...FLEXPAY,
        FLEXPAY_ENVIRONMENT: "test",
        MALIPO_METHODS: "mpesa",
      }),
    ],
    ["in a file", withKey(IN_FILE + TEST_KEY, TEST_API)],
  ])("is taken: %s", (_what, env) => {
    expect(config(written(env)).merchantKey).toBe(
      env["MALIPO_MERCHANT_KEY"]?.replace(IN_FILE, ""),
    );
  });

  it.each<[string, Env, string]>([
    ["a test key where money moves", withKey(TEST_KEY), "test"],
    ["a live key where none does", withKey(LIVE_KEY, TEST_API), "live"],
    [
      "a live key on one's own machine",
      withKey("malipo_live_demo-key", {
        ...TEST_API,
        MALIPO_PUBLIC_URL: "http://localhost:4001",
      }),
      "live",
    ],
    [
      "by the declared mode",
      withKey(LIVE_KEY, { ALMARA_ENVIRONMENT: "test" }),
      "live",
    ],
    [
      "a live key with one test system",
      withKey(LIVE_KEY, { ...FLEXPAY, FLEXPAY_ENVIRONMENT: "test" }),
      "live",
    ],
    ["in a file", withKey(IN_FILE + TEST_KEY), "test"],
  ])(
    "of the wrong kind is refused, without its value: %s",
    (_what, env, kind) => {
      const [problem = "", ...others] = problems(written(env));
      expect(others).toEqual([]);
      expect(problem).toMatch(
        new RegExp(`^MALIPO_MERCHANT_KEY is a ${kind} key`),
      );
      expect(problem).toMatch(/ALMARA_API_URL and ALMARA_ENVIRONMENT/);
      expect(problem).not.toContain(SECRET);
    },
  );

  it.each<[string, Env]>([
    ["another variable's", { MALIPO_PORT: "x" }],
    ["a missing one", { MALIPO_MASTER_KEY: "" }],
    ["the provider's", { ALMARA_CLIENT_ID: "" }],
    ["its own", { MALIPO_MERCHANT_KEY: "malipo_test_x" }],
    [
      "another provider's mode",
      {
        ...FLEXPAY,
        FLEXPAY_ENVIRONMENT: "test",
        FLEXPAY_API_URL: "https://x.example",
        ALMARA_ENVIRONMENT: "y",
        MALIPO_MERCHANT_KEY: LIVE_KEY,
      },
    ],
  ])("of the wrong kind is named beside other faults: %s", (_what, env) => {
    const found = problems({ ...withKey(TEST_KEY), ...env });
    expect(found.length).toBeGreaterThan(1);
    expect(found.filter(isOfKey)).toHaveLength(1);
  });

  it.each<[string, Env]>([
    ["the URL is missing", { ALMARA_API_URL: "" }],
    ["the URL is none", { ALMARA_API_URL: "sandbox" }],
    ["the mode is none", { ...TEST_API, ALMARA_ENVIRONMENT: "prod" }],
    ["nothing is offered", { ALMARA_SHORT_CODE: "" }],
  ])("is not judged while nobody knows the mode: %s", (_what, env) => {
    for (const key of [LIVE_KEY, TEST_KEY]) {
      const found = problems({ ...withKey(key), ...env });
      expect(found).not.toEqual([]);
      expect(found.filter(isOfKey)).toEqual([]);
    }
  });

  it.each(["check-config", "doctor", "serve"])(
    "of the wrong kind stops malipo %s, which names it",
    async (command) => {
      const { code, text, errors } = await runCommand(
        [command],
        withKey(TEST_KEY),
      );
      expect([code, text]).toEqual([2, ""]);
      expect(errors).toContain("\n  MALIPO_MERCHANT_KEY is a test key");
      expect(errors).not.toContain(SECRET);
    },
  );
});
