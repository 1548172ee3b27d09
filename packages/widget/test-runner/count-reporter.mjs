import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** A suite is a describe block or a file: tests and suites. */
function* testsOf(suite, where) {
  for (const test of suite.tests) yield { test, where: [...where, test.name] };
  for (const inner of suite.suites)
    yield* testsOf(inner, [...where, inner.name]);
}

/** A session is one test file in one browser. */
function countSession({ browser, testFile, testResults, errors }) {
  const failures = [];
  let passed = 0;
  const tests = testResults ? [...testsOf(testResults, [browser.name])] : [];
  for (const { test, where } of tests) {
    const name = where.join(" > ");
    if (test.passed) passed++;
    else if (test.skipped) failures.push(`${name}: skipped`);
    else failures.push(`${name}: ${test.error?.message ?? ""}`);
  }
  if (!testResults || errors.length > 0) {
    const why = errors[0]?.message ?? "no answer";
    failures.push(`${browser.name} > ${testFile}: did not run: ${why}`);
  }
  return { browser: browser.name, testFile, passed, failures };
}

/** One line for each browser: how many tests it has run. */
export function summaryOf(counts) {
  const browsers = Map.groupBy(counts, ({ browser }) => browser);
  return [...browsers].map(([name, files]) => {
    const sum = (of) => files.reduce((total, file) => total + of(file), 0);
    return `${name}: ${sum(({ passed }) => passed)} passed, ${sum(({ failures }) => failures.length)} failed`;
  });
}

/** Writes `{ passed, failures }` of the whole run to `file`, for the closing line of `npm test`, and prints a summary. */
export const countReporter = (file) => ({
  onTestRunFinished({ sessions }) {
    const counts = [...sessions].map(countSession);
    const passed = counts.reduce((sum, count) => sum + count.passed, 0);
    const failures = counts
      .flatMap((count) => count.failures)
      .map((text) => text.split("\n", 1)[0]);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ passed, failures }));
    console.log(summaryOf(counts).join("\n"));
  },
});
