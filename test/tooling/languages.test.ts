import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { LOCALES } from "../../packages/protocol/src/languages.ts";
import { at } from "../../scripts/lib/paths.ts";

const sourceOf = (locale: string): string =>
  readFileSync(at("packages/widget/src/locales", `${locale}.ts`), "utf8");

const rows = [
  ...readFileSync(at("docs/languages.md"), "utf8").matchAll(
    /^\| `(\w+)` +\| .+? +\| `(.+?)` +\| (\w+) +\| (\w+) +\|$/gm,
  ),
].map(([, ...cells]) => cells);

describe("docs/languages.md", () => {
  it("has a row for each language, with what its file says of itself", () => {
    expect(rows).toEqual(
      LOCALES.map((locale) => {
        const source = sourceOf(locale);
        const [head = ""] = source.split("*/");
        const [, direction] = /\$dir: "(\w+)"/.exec(source) ?? [];
        const read = !head.includes("Not yet read by a native speaker.");
        return [locale, `${locale}.ts`, direction, read ? "yes" : "no"];
      }),
    );
  });
});
