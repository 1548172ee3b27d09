import { describe, expect, it } from "vitest";
import { closing } from "../../scripts/lib/closing.ts";
import type { StepOutcome } from "../../scripts/lib/closing.ts";

const check = (name: string, exitCode = 0): StepOutcome => ({
  name,
  exitCode,
  seconds: 1,
});

const tests = (
  name: string,
  passed: number,
  failures: string[] = [],
  exitCode = failures.length > 0 ? 1 : 0,
): StepOutcome => ({ ...check(name, exitCode), tests: { passed, failures } });

const lastLine = (steps: StepOutcome[]): string | undefined =>
  closing(steps).lines.at(-1);

describe("closing", () => {
  it("counts tests only: a check that passed is not one", () => {
    const steps = [check("lint"), tests("unit", 12), tests("browser", 3)];
    expect(lastLine(steps)).toBe("15 passed, 0 failed");
    expect(closing(steps).lines.join("\n")).not.toContain("FAILED");
  });

  it("counts a check that failed as one failure", () => {
    expect(lastLine([check("lint", 2), tests("unit", 12)])).toBe(
      "12 passed, 1 failed",
    );
  });

  it("counts each failed test once, whatever the step's exit code", () => {
    expect(lastLine([tests("unit", 12, ["a", "b"], 0)])).toBe(
      "12 passed, 2 failed",
    );
  });

  it("counts a test step that died without a failed test as one failure", () => {
    expect(lastLine([tests("unit", 12, [], 137)])).toBe("12 passed, 1 failed");
  });

  it("counts a test step that left no results as one failure", () => {
    expect(lastLine([{ ...check("unit"), tests: undefined }])).toBe(
      "0 passed, 1 failed",
    );
  });

  it("counts a test step that ran no test as one failure", () => {
    expect(lastLine([tests("unit", 0)])).toBe("0 passed, 1 failed");
  });

  it("names failed steps and tests in the order in which they failed", () => {
    const { lines, failed } = closing([
      check("lint", 1),
      tests("unit", 4, ["a.test.ts > adds", "b.test.ts > subtracts"]),
      tests("browser", 2),
      tests("end-to-end", 1, [], 1),
    ]);
    expect(failed).toBe(4);
    expect(lines.slice(2, -2)).toEqual([
      "FAILED, first failure first",
      "",
      "  lint",
      "    x ended with exit code 1, its output is above",
      "  unit",
      "    x a.test.ts > adds",
      "    x b.test.ts > subtracts",
      "  end-to-end",
      "    x ended with exit code 1, its output is above",
    ]);
    expect(lines.at(-1)).toBe("7 passed, 4 failed");
  });

  it("tells each step's time", () => {
    expect(closing([check("lint"), tests("unit", 1)]).lines[0]).toBe(
      "lint 1.0 s, unit 1.0 s",
    );
  });
});
