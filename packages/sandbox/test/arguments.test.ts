import { describe, expect, it } from "vitest";
import { parseArguments } from "../src/arguments.ts";

describe("parseArguments", () => {
  it.each([
    [[], { kind: "run", port: undefined, pay: false }],
    [["--port", "0"], { kind: "run", port: "0", pay: false }],
    [["--port=65535"], { kind: "run", port: "65535", pay: false }],
    [["--help"], { kind: "help" }],
    [["-h", "--port=x"], { kind: "help" }],
  ])("reads %j", (args, expected) => {
    expect(parseArguments(args)).toEqual(expected);
  });

  it.each([
    [["--frobnicate"], "--frobnicate"],
    [["-x"], "-x"],
    [["serve"], "serve"],
    [["--port"], "--port"],
    [["--port", "65536"], "--port must be"],
    [["--port=-1"], "--port must be"],
    [["--port", "4002x"], "--port must be"],
  ])("refuses %j in one sentence", (args, words) => {
    expect(parseArguments(args)).toEqual({
      kind: "misuse",
      fault: expect.stringMatching(/^[^\n]*[^.\n]$/) as string,
    });
    expect(parseArguments(args)).toMatchObject({
      fault: expect.stringContaining(words) as string,
    });
  });
});
