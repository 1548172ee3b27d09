import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../packages/relay/test/support/temporary.ts";
import {
  countReporter,
  summaryOf,
} from "../../packages/widget/test-runner/count-reporter.mjs";
import type { Session } from "../../packages/widget/test-runner/count-reporter.mjs";
import { at } from "../../scripts/lib/paths.ts";
import { countVitest, readVitestResults } from "../../scripts/lib/results.ts";

const vitestFile = {
  name: at("test", "a.test.ts"),
  status: "passed",
  message: "",
  assertionResults: [],
};

const vitestTest = (status: string, failureMessages: string[] = []) => ({
  fullName: "sum adds",
  status,
  failureMessages,
});

describe("vitest's results", () => {
  it("count what passed, not what was skipped", () => {
    const assertionResults = [vitestTest("passed"), vitestTest("skipped")];
    expect(
      countVitest({ testResults: [{ ...vitestFile, assertionResults }] }),
    ).toEqual({ passed: 1, failures: [] });
  });

  it("name a failed test by file and name, with the first line of its message", () => {
    const failed = vitestTest("failed", ["expected 3 to be 2\n  at …"]);
    const file = {
      ...vitestFile,
      status: "failed",
      assertionResults: [failed],
    };
    expect(countVitest({ testResults: [file] })).toEqual({
      passed: 0,
      failures: ["test/a.test.ts > sum adds: expected 3 to be 2"],
    });
  });

  it("count a file that could not be run as one failure", () => {
    const file = { ...vitestFile, status: "failed", message: "no such module" };
    expect(countVitest({ testResults: [file] })).toEqual({
      passed: 0,
      failures: ["test/a.test.ts > did not run: no such module"],
    });
  });

  it("are absent when vitest wrote none", () => {
    expect(readVitestResults(at("no-such-results.json"))).toBeUndefined();
  });
});

describe("the browser tests' results", () => {
  const session: Session = {
    browser: { name: "Chromium" },
    testFile: "a.test.ts",
    errors: [],
  };

  const count = (sessions: Session[]): unknown => {
    const file = path.join(temporaryFolder(), "inner", "browser.json");
    countReporter(file).onTestRunFinished({ sessions });
    return JSON.parse(readFileSync(file, "utf8"));
  };

  it("count tests at every depth, and what was skipped as failed", () => {
    const passed = { name: "pays", passed: true, skipped: false };
    const failed = {
      name: "closes",
      passed: false,
      skipped: false,
      error: { message: "still open\nat …" },
    };
    const skipped = { name: "waits", passed: false, skipped: true };
    const inner = { name: "dialog", tests: [failed, skipped], suites: [] };
    const testResults = { name: "", tests: [passed], suites: [inner] };
    expect(count([{ ...session, testResults }])).toEqual({
      passed: 1,
      failures: [
        "Chromium > dialog > closes: still open",
        "Chromium > dialog > waits: skipped",
      ],
    });
  });

  it("are told for each browser", () => {
    const counts = [
      { browser: "Firefox", passed: 3, failures: ["x"] },
      { browser: "Firefox", passed: 4, failures: [] },
      { browser: "Chromium", passed: 3, failures: [] },
    ];
    expect(summaryOf(counts)).toEqual([
      "Firefox: 7 passed, 1 failed",
      "Chromium: 3 passed, 0 failed",
    ]);
  });

  it("count a file that did not run in a browser as one failure", () => {
    expect(
      count([{ ...session, errors: [{ message: "no such import" }] }]),
    ).toEqual({
      passed: 0,
      failures: ["Chromium > a.test.ts: did not run: no such import"],
    });
  });
});
