import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { at } from "../../scripts/lib/paths.ts";

const SWITCH = /(?:oxlint|eslint)-(?:disable|enable)/;

const sources = globSync(
  "{packages,examples,scripts,test}/**/*.{ts,mts,js,mjs,cjs,jsx,vue}",
  {
    cwd: at(),
    exclude: (name) => ["node_modules", "dist", ".cache"].includes(name),
  },
);

// Oxlint has no setting that ignores such comments.
it("changes lint rules in .oxlintrc.json, where exceptions are seen, never in a comment", () => {
  expect(sources.length).toBeGreaterThan(1_000);
  const switched = sources.filter((file) =>
    SWITCH.test(readFileSync(at(file), "utf8")),
  );
  expect(switched).toEqual([]);
});
