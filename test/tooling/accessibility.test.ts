import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { at } from "../../scripts/lib/paths.ts";

/** WCAG 2.2 (https://www.w3.org/TR/WCAG22/): 31 success criteria of level A and 24 of AA. 4.1.1 was removed. */
const CRITERIA = {
  A: "1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2",
  AA: "1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3",
};
const LEVELS = [
  "Supports",
  "Partially Supports",
  "Does Not Support",
  "Not Applicable",
];

interface Row {
  readonly criterion: string;
  readonly level: string;
  readonly remarks: string;
}

const report = readFileSync(at("docs", "accessibility.md"), "utf8");

function rowsOf(level: string): Row[] {
  const [, section = ""] = report.split(`## Level ${level}\n`);
  const [table = ""] = section.split("\n## ");
  return [...table.matchAll(/^\| ([\d.]+) [^|]+\| ([^|]+)\|([^|]+)\|$/gm)].map(
    ([, criterion = "", conformance = "", remarks = ""]) => ({
      criterion,
      level: conformance.trim(),
      remarks: remarks.trim(),
    }),
  );
}

describe("the accessibility report", () => {
  it.each(Object.entries(CRITERIA))(
    "has every criterion of level %s",
    (level, list) => {
      const criteria = rowsOf(level).map(({ criterion }) => criterion);
      expect(criteria).toEqual(list.split(" "));
    },
  );

  it("gives each one of the levels, and says how it was tested", () => {
    for (const { criterion, level, remarks } of [
      ...rowsOf("A"),
      ...rowsOf("AA"),
    ]) {
      expect([criterion, LEVELS.includes(level)]).toEqual([criterion, true]);
      const said =
        level === "Not Applicable" || /`|[Bb]y hand|asks for no/.test(remarks);
      expect([criterion, said]).toEqual([criterion, true]);
    }
  });

  it("names tests that there are", () => {
    const named = [...report.matchAll(/`([\w/.-]+\.test\.ts)`/g)];
    const missing = named.filter(([, file = ""]) => !existsSync(at(file)));
    expect(named.length).toBeGreaterThan(20);
    expect(missing.map(([, file]) => file)).toEqual([]);
  });
});
