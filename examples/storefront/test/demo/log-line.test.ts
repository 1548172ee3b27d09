import { describe, expect, it } from "vitest";
import { readLogLine } from "../../demo/log-line.ts";

describe("readLogLine", () => {
  it.each([
    [
      "work",
      '{"level":"info","msg":"the relay listens"}',
      false,
      { text: "the relay listens", matters: false },
    ],
    [
      "a warning",
      '{"level":"warn","msg":"slow"}',
      false,
      { text: "slow", matters: true },
    ],
    [
      "an error with its cause",
      '{"level":"error","msg":"no answer","err":{"message":"timeout"}}',
      false,
      { text: "no answer: timeout", matters: true },
    ],
    ["plain text", "Listening", false, { text: "Listening", matters: false }],
    [
      "plain text on the error stream",
      "Oh no",
      true,
      { text: "Oh no", matters: true },
    ],
    [
      "JSON that is no log line",
      '{"a":1}',
      false,
      { text: '{"a":1}', matters: true },
    ],
  ])("reads %s", (_what, line, isError, expected) => {
    expect(readLogLine(line, isError)).toEqual(expected);
  });
});
