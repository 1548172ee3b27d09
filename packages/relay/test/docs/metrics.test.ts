import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";
import { describe, expect, it } from "vitest";
import {
  COUNTERS,
  GAUGES,
  HISTOGRAMS,
} from "../../src/adapters/prom-metrics/metric-table.ts";

const DOCS = path.resolve(import.meta.dirname, "../../../../docs");
const FILE = path.join(DOCS, "operations.md");
const text = readFileSync(FILE, "utf8");

const ROWS = [
  ...Object.values(COUNTERS).map((row) => ({ ...row, type: "counter" })),
  ...Object.values(HISTOGRAMS).map((row) => ({ ...row, type: "histogram" })),
  ...Object.values(GAUGES).map((row) => ({ ...row, type: "gauge" })),
];

/** The page with its table of metrics as the code has it. */
function withMetrics(): Promise<string> {
  const [before = "", rest = ""] = text.split("<!-- metrics -->");
  const [, after = ""] = rest.split("<!-- end of metrics -->");
  const rows = ROWS.map(
    ({ name, type, labels, help }) =>
      `| \`${name}\` | ${type} | ${labels.map((label) => `\`${label}\``).join(", ")} | ${help} |`,
  );
  const table = [
    "| metric | type | labels | meaning |",
    "| --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
  return format(
    `${before}<!-- metrics -->\n\n${table}\n\n<!-- end of metrics -->${after}`,
    { parser: "markdown" },
  );
}

describe("the metrics", () => {
  it("are those of docs/operations.md (vitest --update writes it anew)", async () => {
    await expect(await withMetrics()).toMatchFileSnapshot(FILE);
  });

  it("are the only ones that the documentation names", () => {
    const known = new Set(ROWS.map(({ name }): string => name));
    const pages = readdirSync(DOCS).filter((name) => name.endsWith(".md"));
    for (const page of pages)
      for (const [named] of readFileSync(
        path.join(DOCS, page),
        "utf8",
      ).matchAll(/\bmalipo_(?!order\b|(?:live|test)_)[a-z_]+/g))
        expect(known, `${page}: ${named}`).toContain(
          named.replace(/_(?:bucket|count|sum)$/, ""),
        );
  });

  /** https://prometheus.io/docs/practices/naming/ */
  it("have names that Prometheus recommends, and labels of few values", () => {
    for (const { name } of Object.values(COUNTERS))
      expect(name).toMatch(/^malipo_[a-z_]+_total$/);
    for (const { name } of Object.values(HISTOGRAMS))
      expect(name).toMatch(/^malipo_[a-z_]+_seconds$/);
    for (const { labels } of ROWS)
      for (const label of labels)
        expect([
          "failure",
          "flag",
          "kind",
          "method",
          "operation",
          "provider",
          "result",
          "status",
          "cause",
          "version",
        ]).toContain(label);
  });
});
