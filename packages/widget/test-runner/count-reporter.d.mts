interface Test {
  name: string;
  passed: boolean;
  skipped: boolean;
  error?: { message: string };
}

interface Suite {
  name: string;
  tests: Test[];
  suites: Suite[];
}

/** The part that we read of a test runner's session: one test file in one browser. */
export interface Session {
  browser: { name: string };
  testFile: string;
  /** Absent when the file did not run. */
  testResults?: Suite;
  errors: { message: string }[];
}

/** One line for each browser: how many tests it has run. */
export function summaryOf(
  counts: readonly {
    browser: string;
    passed: number;
    failures: readonly string[];
  }[],
): string[];

/** Writes `{ passed, failures }` of the whole run to `file`, for the closing line of `npm test`, and prints a summary. */
export function countReporter(file: string): {
  onTestRunFinished(run: { sessions: Iterable<Session> }): void;
};
