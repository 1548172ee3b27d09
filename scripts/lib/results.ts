import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./paths.ts";

/** The results of a step's tests, without skipped tests. */
export interface TestResults {
  passed: number;
  /** One line for each failed test. */
  failures: string[];
}

/** The used part of vitest's JSON report. */
export interface VitestReport {
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: {
      fullName: string;
      status: string;
      failureMessages?: string[] | null;
    }[];
  }[];
}

const firstLine = (text = ""): string => text.trim().split("\n", 1)[0] ?? "";

const line = (file: string, what: string, why = ""): string =>
  [`${path.relative(root, file)} > ${what}`, firstLine(why)]
    .filter(Boolean)
    .join(": ");

/** A file that failed without a failed test in it (it could not be loaded, a hook threw) counts as one failure. */
export function countVitest(report: VitestReport): TestResults {
  const results: TestResults = { passed: 0, failures: [] };
  for (const {
    name,
    status,
    message,
    assertionResults,
  } of report.testResults) {
    const failed = assertionResults.filter((test) => test.status === "failed");
    results.passed += assertionResults.filter(
      (test) => test.status === "passed",
    ).length;
    for (const { fullName, failureMessages } of failed)
      results.failures.push(line(name, fullName, failureMessages?.[0]));
    if (status === "failed" && failed.length === 0)
      results.failures.push(line(name, "did not run", message));
  }
  return results;
}

const readJson = (file: string): unknown =>
  existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;

export const readVitestResults = (file: string): TestResults | undefined => {
  const report = readJson(file) as VitestReport | undefined;
  return report && countVitest(report);
};

/** The output of packages/widget/count-reporter.mjs. */
export const readBrowserResults = (file: string): TestResults | undefined =>
  readJson(file) as TestResults | undefined;
