/** Makes one line of a program's output fit for somebody who sees it for the first time. */

import { parseFields, toFields } from "../src/fields.ts";

export interface LogLine {
  readonly text: string;
  /** A warning or worse: shown to everybody. */
  readonly matters: boolean;
}

/** The levels of a JSON line that tell of nothing but work. */
const QUIET: readonly unknown[] = ["trace", "debug", "info"];

/** `isError`: it came on the error stream, where plain text always matters. */
export function readLogLine(line: string, isError: boolean): LogLine {
  const entry = parseFields(line);
  if (entry === undefined) return { text: line, matters: isError };
  const { level, msg, err } = entry;
  const { message } = toFields(err);
  const parts = [msg, message].filter((part) => typeof part === "string");
  return {
    text: parts.length > 0 ? parts.join(": ") : line,
    matters: !QUIET.includes(level),
  };
}
