import path from "node:path";
import { describe, expect, it } from "vitest";
import { openSqlStore } from "../../../src/adapters/sql-store/open.ts";
import { parseStoreUrl } from "../../../src/adapters/sql-store/url.ts";

describe("the database URL", () => {
  it.each([
    ["sqlite:data/malipo.db", path.resolve("data/malipo.db")],
    ["sqlite:./data/malipo.db", path.resolve("data/malipo.db")],
    ["sqlite:/var/lib/malipo.db", "/var/lib/malipo.db"],
    ["sqlite:///var/lib/malipo.db", "/var/lib/malipo.db"],
    ["sqlite: data/with space.db ", path.resolve("data/with space.db")],
  ])("%s names %s", (url, file) => {
    expect(parseStoreUrl(url)).toBe(file);
  });

  it.each([
    "postgres://malipo:hunter2@db.example/malipo",
    "postgresql://malipo:hunter2@db.example/malipo",
    "mysql://malipo:hunter2@db.example/malipo",
    "file:malipo.db",
    "malipo.db",
    "SQLITE:malipo.db",
    "sqlite:",
    "sqlite:  ",
    "sqlite::memory:",
    "sqlite://malipo.db",
    "",
  ])("refuses %j in one sentence that does not repeat it", async (url) => {
    const error: unknown = await openSqlStore(url).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({
      name: "StoreError",
      code: "unsupported_url",
      message: expect.stringMatching(/^[A-Z][^\n]+\.$/) as string,
    });
    expect(String(error)).not.toContain("hunter2");
  });
});
