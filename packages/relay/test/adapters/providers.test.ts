import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { PROVIDERS } from "../../src/adapters/providers.ts";

const SOURCE = path.resolve(import.meta.dirname, "../../src");

/** Where a provider may be named outside its own folder, and why. */
const ALLOWED: Readonly<Record<string, string>> = {
  "adapters/providers.ts": "the one list",
  "adapters/sql-store/migrations/0007-past-receipts.ts":
    "a migration reads what was written when there were these two; it never changes",
};

const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll(path.sep, "/"))
  .filter((file) => file.endsWith(".ts"));

const outside = files.filter(
  (file) => !PROVIDERS.some(({ id }) => file.startsWith(`adapters/${id}/`)),
);

describe("the providers", () => {
  it("are named in their folders and in one list, and nowhere else", () => {
    const names = new RegExp(PROVIDERS.map(({ id }) => id).join("|"), "i");
    const naming = outside.filter((file) =>
      names.test(readFileSync(path.join(SOURCE, file), "utf8")),
    );
    expect(naming.toSorted()).toEqual(Object.keys(ALLOWED).toSorted());
  });

  it("have a folder each, which is found", () => {
    expect(outside.length).toBeLessThan(files.length);
    for (const { id } of PROVIDERS)
      expect(files).toContain(`adapters/${id}/index.ts`);
  });
});
