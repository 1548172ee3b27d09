import { describe, expect, it } from "vitest";
import { runCli } from "../../src/cli/run.ts";
import { describeUnexpected } from "../../src/cli/unexpected-error.ts";
import { testContext } from "./cli-context.ts";

const ENV = {
  MALIPO_MERCHANT_KEY: "canary-merchant-key",
  MALIPO_CART_SECRET_PREVIOUS: " canary-cart-secret\n",
  MALIPO_DATABASE_URL: "postgres://malipo:canary%20word@db.example/malipo",
};
const STACK = /^ +at /m;

describe("an error that nobody foresaw", () => {
  it.each([
    [new TypeError("a fault of ours"), "TypeError: a fault of ours"],
    [Object.assign(new Error("read"), { code: "EIO" }), "EIO: read"],
    [
      Object.assign(new Error("EIO: i/o error, read"), { code: "EIO" }),
      "Error: EIO: i/o error, read",
    ],
    ["thrown as text", ": thrown as text\n"],
    [undefined, ": undefined\n"],
  ])(
    "says what it is and what to do next, without a stack: %o",
    (error, words) => {
      const text = describeUnexpected(error, ENV);
      expect(text).toContain(words);
      expect(text).toContain("malipo doctor");
      expect(text).toContain("MALIPO_LOG_LEVEL=debug");
      expect(text).not.toMatch(STACK);
    },
  );

  it.each(["info", "debug"])("tells no secret at level %s", (level) => {
    const error = new Error(
      "canary-merchant-key, canary-cart-secret, canary%20word, canary word \u001b[2J",
      { cause: new Error("canary-merchant-key") },
    );
    const text = describeUnexpected(error, { ...ENV, MALIPO_LOG_LEVEL: level });
    expect(text).not.toContain("canary");
    expect(STACK.test(text)).toBe(level === "debug");
  });

  it("finds a secret that stands where the message is cut", () => {
    const error = new Error(`${"x".repeat(490)}canary-merchant-key`);
    expect(describeUnexpected(error, ENV)).not.toContain("canary");
  });

  it("ends every command with 1", async () => {
    const context = testContext(
      { ...ENV, MALIPO_PUBLIC_URL: "http://localhost:4001" },
      { readInput: () => Promise.reject(new Error("no input")) },
    );
    expect(await runCli(["orders", "create"], context)).toBe(1);
    expect(context.errorOutput()).toContain("Error: no input");
  });
});
