import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { at } from "../../scripts/lib/paths.ts";
import { tasks } from "../../scripts/tasks/index.ts";

const { scripts } = JSON.parse(readFileSync(at("package.json"), "utf8")) as {
  scripts: Record<string, string>;
};

describe("the scripts of package.json", () => {
  it.each(Object.entries(scripts))(
    "%s replaces npm's shell, which would keep a stop signal to itself: %s",
    (name, script) => {
      expect(script).toBe(`exec node scripts/run.mjs ${name}`);
      expect(Object.keys(tasks)).toContain(name);
    },
  );
});
