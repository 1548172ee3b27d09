import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { at } from "../../scripts/lib/paths.ts";

const GUIDES = globSync(
  [
    "*.md",
    "docs/**/*.md",
    "packages/*/README.md",
    "packages/*/src/**/README.md",
    "examples/**/README.md",
  ],
  { cwd: at("."), exclude: (name) => name.includes("node_modules") },
).sort();

const read = (file: string): string => readFileSync(at(file), "utf8");

/** As GitHub makes them from headings. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );

/** A link without its code blocks, where brackets mean something else. */
const linksOf = (text: string): string[] =>
  [
    ...text
      .replaceAll(/^```.*?^```/gms, "")
      .matchAll(/(?:\]\(|src=")([^)"\s]+)/g),
  ]
    .map(([, to = ""]) => to)
    .filter((to) => !/^[a-z]+:/.test(to));

describe("the guides", () => {
  it.each(GUIDES)("%s leads only to what is there", (file) => {
    const missing = linksOf(read(file)).filter((link) => {
      const [to = "", anchor] = link.split("#");
      const target = to === "" ? file : path.join(path.dirname(file), to);
      if (!existsSync(at(target))) return true;
      return (
        anchor !== undefined &&
        target.endsWith(".md") &&
        !anchorsOf(read(target)).includes(anchor)
      );
    });
    expect(missing).toEqual([]);
  });

  it("have one for each package", () => {
    for (const folder of globSync("packages/*", { cwd: at(".") }))
      expect(GUIDES).toContain(path.join(folder, "README.md"));
  });
});

describe("CONTRIBUTING", () => {
  const text = read("CONTRIBUTING.md");

  it("names files and folders that exist", () => {
    const named = [...text.matchAll(/`([\w@./-]+\/[\w./-]*)`/g)].map(
      ([, name = ""]) => name,
    );
    const missing = named.filter(
      // Packages and addresses look like paths, too.
      (name) =>
        !/^(?:\.cache\/|dist\/|@|\/)/.test(name) && !existsSync(at(name)),
    );
    expect(named.length).toBeGreaterThan(30);
    expect(missing).toEqual([]);
  });

  it("shows a tree that exists, with every folder of a package's source", () => {
    const [, tree = ""] = /```text\n(.*?)```/s.exec(text) ?? [];
    const open: string[] = [];
    const shown: string[] = [];
    for (const line of tree.trimEnd().split("\n")) {
      const [, indent = "", names = ""] =
        /^( *)((?:\S+ )*?\S+)(?: {2,}|$)/.exec(line) ?? [];
      const parents = open.slice(0, indent.length / 2);
      for (const name of names.split(" ")) {
        open.splice(parents.length, Infinity, name);
        shown.push(path.join(...open));
      }
    }
    expect(shown.filter((name) => !existsSync(at(name)))).toEqual([]);
    const folders = globSync("packages/{relay,widget}/src/*/", {
      cwd: at("."),
    });
    expect(folders.length).toBeGreaterThan(5);
    for (const folder of folders)
      expect(shown).toContain(path.join(folder, "/"));
  });
});
