import type { TestResults } from "./results.ts";

/** The result of one step. */
export interface StepOutcome {
  name: string;
  exitCode: number;
  seconds: number;
  /** Absent for checks without tests; `undefined` if a test step left no results. */
  tests?: TestResults | undefined;
}

/** The failures of a step, one line each. A failed step without a failed test counts as one failure. */
function failuresOf(step: StepOutcome): string[] {
  const named = step.tests?.failures ?? [];
  if (named.length > 0) return named;
  if (step.exitCode !== 0)
    return [`ended with exit code ${step.exitCode}, its output is above`];
  const silent = "tests" in step && !step.tests?.passed;
  return silent ? ["ran no test"] : [];
}

const RULE = "=".repeat(78);

/** All failures in order, highlighted; empty if there are none. */
function failureBlock(steps: readonly StepOutcome[]): string[] {
  const failed = steps.filter((step) => failuresOf(step).length > 0);
  if (failed.length === 0) return [];
  const entries = failed.flatMap((step) => [
    `  ${step.name}`,
    ...failuresOf(step).map((text) => `    x ${text}`),
  ]);
  return [RULE, "FAILED, first failure first", "", ...entries, RULE];
}

/** The end of `npm test`: the failures, then a machine-readable line with the number of tests. */
export function closing(steps: readonly StepOutcome[]): {
  lines: string[];
  failed: number;
} {
  const passed = steps.reduce(
    (sum, { tests }) => sum + (tests?.passed ?? 0),
    0,
  );
  const failed = steps.flatMap(failuresOf).length;
  const times = steps.map(
    ({ name, seconds }) => `${name} ${seconds.toFixed(1)} s`,
  );
  return {
    lines: [
      times.join(", "),
      ...failureBlock(steps),
      `${passed} passed, ${failed} failed`,
    ],
    failed,
  };
}
