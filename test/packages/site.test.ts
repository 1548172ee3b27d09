/** The files of the documentation site. */
import { existsSync, globSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { at } from "../../scripts/lib/paths.ts";
import { OTHER_FILES, SECTIONS } from "../../scripts/site/contents.ts";
import { buildSite } from "../support/site.ts";
import type { Site } from "../support/site.ts";

let site: Site;

beforeAll(async () => {
  site = await buildSite();
});
afterAll(() => {
  site.remove();
});

describe("the documentation site", () => {
  it("has every guide of the repository", () => {
    const listed = new Set([
      ...SECTIONS.flatMap(({ files }) => files),
      ...globSync([...OTHER_FILES], { cwd: at(".") }),
    ]);
    const guides = globSync(
      ["docs/**/*.md", "packages/*/README.md", "examples/*/README.md"],
      { cwd: at("."), exclude: (name) => name.includes("node_modules") },
    );
    expect(guides.filter((file) => !listed.has(file))).toEqual([]);
  });

  it("leads to nothing that isn't there, and takes nothing from elsewhere", () => {
    const wrong = site.pages.flatMap((page) =>
      [...site.read(page).matchAll(/ (href|src)="([^"#]*)(?:#[^"]*)?"/g)]
        .map(([, name = "", target = ""]) => [name, target] as const)
        .filter(([name, target]) =>
          /^[a-z]+:/.test(target)
            ? name === "src" && !target.startsWith("data:")
            : !existsSync(
                path.join(site.directory, path.dirname(page), target),
              ),
        )
        .map(([, target]) => `${page}: ${target}`),
    );
    expect(site.pages.length).toBeGreaterThan(40);
    expect(wrong).toEqual([]);
  });

  it("tells programs of every page, as Markdown", () => {
    const links = [...site.read("llms.txt").matchAll(/\]\(([^)]+)\)/g)];
    expect(links.length).toBe(SECTIONS.flatMap(({ files }) => files).length);
    for (const [, address = ""] of links)
      expect(site.read(address)).toMatch(/^# /m);
  });

  it("describes each route and object once", () => {
    const ids = [
      ...site.read("api.html").matchAll(/<h[1-6] id="([^"]+)"/g),
    ].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(60);
    expect(ids).toEqual([...new Set(ids)]);
  });
});
