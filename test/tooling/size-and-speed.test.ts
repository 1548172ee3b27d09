import { readFileSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { at } from "../../scripts/lib/paths.ts";

const dist = at("packages", "widget", "dist");

/** What a page can load; without source maps. */
const FILES = readdirSync(dist).filter((name) =>
  /^malipo(\.\w+)?\.js$/.test(name),
);
const kilobytes = (file: string): number =>
  Math.round(statSync(path.join(dist, file)).size / 100) / 10;
const sizesOf = (name: string): readonly number[] => [
  kilobytes(`${name}.br`),
  kilobytes(`${name}.gz`),
];

/** Name and sizes of each row. */
const [, sizes = ""] = readFileSync(
  at("docs", "size-and-speed.md"),
  "utf8",
).split(/<!-- (?:end of )?sizes -->/);
const table = new Map(
  [...sizes.matchAll(/^\| `([\w.]+)` *\| ([\d.]+) *\| ([\d.]+)/gm)].map(
    ([, name = "", brotli, gzip]) => [name, [Number(brotli), Number(gzip)]],
  ),
);

/** A change of a few words need not change the page. */
const TOLERANCE = 0.2;

describe("docs/size-and-speed.md", () => {
  it("lists the files that a page can load, and no others", () => {
    expect([...table.keys()].sort()).toEqual([...FILES].sort());
  });

  it.each(FILES)("has the sizes of %s as they are built", (name) => {
    const built = sizesOf(name);
    const written = table.get(name) ?? [];
    const near = built.map((size, nth) =>
      Math.abs(size - (written[nth] ?? 0)) <= TOLERANCE ? written[nth] : size,
    );
    expect(written).toEqual(near);
  });
});
