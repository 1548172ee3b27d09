import { describe, expect, it } from "vitest";
import { ConfigError } from "../src/config.ts";
import { describeStartError } from "../src/start-error.ts";

const errno = (code: string, message = "listen"): Error =>
  Object.assign(new Error(message), { code, port: 80 });

describe("describeStartError", () => {
  it.each([
    [new ConfigError("X must be a number."), "X must be a number."],
    [errno("EADDRINUSE"), "Port 80 is already in use"],
    [errno("EACCES"), "Permission denied for port 80"],
    [errno("EADDRNOTAVAIL"), "MALIPO_SANDBOX_HOST"],
    [errno("ENOTFOUND"), "MALIPO_SANDBOX_HOST"],
    [errno("EAI_AGAIN"), "MALIPO_SANDBOX_HOST"],
    [errno("EINVAL"), "MALIPO_SANDBOX_HOST"],
  ])("names what to change: %o", (error, words) => {
    const { text, exitCode } = describeStartError(error, false);
    expect(text).toContain(words);
    expect(exitCode).toBe(2);
  });

  it.each([
    [errno("EMFILE", "too many files"), "EMFILE: too many files"],
    [errno("EMFILE", "EMFILE, too many files"), ": EMFILE, too many files"],
    [new TypeError("a fault of ours"), ": a fault of ours"],
    ["thrown as text", ": thrown as text"],
  ])("says what it can't explain, without a stack: %o", (error, words) => {
    const { text, exitCode } = describeStartError(error, false);
    expect(text).toContain(words);
    expect(text).toContain("MALIPO_LOG_LEVEL=debug");
    expect(text).not.toMatch(/^\s+at /m);
    expect(exitCode).toBe(1);
  });

  it("shows the stack when asked for", () => {
    expect(describeStartError(new Error("x"), true).text).toMatch(/^\s+at /m);
  });
});
