import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { openSqlStore } from "../../../src/adapters/sql-store/open.ts";
import { passwordsIn } from "../../../src/adapters/sql-store/postgres-url.ts";
import {
  parseStoreUrl,
  showStoreUrl,
} from "../../../src/adapters/sql-store/url.ts";
import { temporaryFolder } from "../../support/temporary.ts";

describe("the database URL", () => {
  it.each([
    ["sqlite:data/malipo.db", path.resolve("data/malipo.db")],
    ["sqlite:./data/malipo.db", path.resolve("data/malipo.db")],
    ["sqlite:/var/lib/malipo.db", "/var/lib/malipo.db"],
    ["sqlite:///var/lib/malipo.db", "/var/lib/malipo.db"],
    ["sqlite: data/with space.db ", path.resolve("data/with space.db")],
  ])("%s names %s", (url, file) => {
    expect(parseStoreUrl(url)).toEqual({ kind: "sqlite", file });
  });

  it.each([
    ...["", "/malipo?sslmode=prefer", ":0/malipo"].map(
      (rest) => `postgres://malipo:hunter2@db.example${rest}`,
    ),
    "postgres://malipo:hunter2@/malipo",
    "postgres:///malipo?password=hunter2",
    "postgres:///malipo",
    "postgres://malipo:hunter2@a.example,b.example/malipo",
    "postgres://malipo:hunter2%@db.example/malipo",
    "postgres://malipo@db.example/malipo?password=hunter2",
    "postgres://malipo:hunter2@db.example/malipo?sslrootcert=/no/such/file",
    "postgres:malipo:hunter2@db.example/malipo",
    "mysql://malipo:hunter2@db.example/malipo",
    ...["file:malipo.db", "malipo.db", "SQLITE:malipo.db", ""],
    ...["sqlite:", "sqlite:  ", "sqlite::memory:", "sqlite://malipo.db"],
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

  const POSTGRES = { host: "db.example", port: 5432, database: "malipo" };
  const PLAIN = { ...POSTGRES, ssl: false };
  it.each([
    ["//db.example/malipo", PLAIN],
    [
      "//malipo:p%40ss%2F@db.example:6432/malipo",
      { ...PLAIN, port: 6432, user: "malipo", password: "p@ss/" },
    ],
    [
      "//db.example/malipo?sslmode=require",
      { ...POSTGRES, ssl: { rejectUnauthorized: false } },
    ],
    [
      "//db.example/malipo?sslmode=verify-full&sslrootcert=system",
      { ...POSTGRES, ssl: { rejectUnauthorized: true } },
    ],
    ["//malipo@[::1]/malipo", { ...PLAIN, host: "::1", user: "malipo" }],
    [
      "//%2Fvar%2Frun%2Fpostgresql/malipo?sslmode=verify-full",
      { ...PLAIN, host: "/var/run/postgresql" },
    ],
    [
      "///malipo?host=/run/pg&user=malipo&port=5433",
      { ...PLAIN, host: "/run/pg", port: 5433, user: "malipo" },
    ],
  ])("postgres:%s is read as libpq reads it", (rest, address) => {
    for (const scheme of ["postgres:", "postgresql:"])
      expect(parseStoreUrl(`${scheme}${rest}`)).toEqual({
        kind: "postgres",
        address,
      });
  });

  it.each([
    ["sslmode=require&", { rejectUnauthorized: true }],
    ["sslmode=verify-ca&", { rejectUnauthorized: true }],
    ["", { rejectUnauthorized: true }],
  ])("trusts the certificates of a file: %s", (mode, tls) => {
    const file = path.join(temporaryFolder(), "root.crt");
    const url = `postgres://db.example/malipo?${mode}sslrootcert=${file}`;
    const ca = "-----BEGIN CERTIFICATE-----\n";
    writeFileSync(file, ca);
    expect(parseStoreUrl(url)).toMatchObject({
      address: { ssl: { ...tls, ca } },
    });
    writeFileSync(file, "no certificate");
    expect(() => parseStoreUrl(url)).toThrow(
      expect.objectContaining({ code: "unsupported_url" }),
    );
  });

  it("takes its password from elsewhere, and never from two places", () => {
    const named = parseStoreUrl("postgres://db.example/malipo", "hunter2");
    expect(named).toMatchObject({ address: { password: "hunter2" } });
    expect(() =>
      parseStoreUrl("postgres://malipo:a@db.example/malipo", "hunter2"),
    ).toThrow(expect.objectContaining({ code: "unsupported_url" }));
  });

  it("is shown without what is secret", () => {
    const url = "postgres://malipo:p%40ss@db.example/malipo?sslmode=require";
    expect(showStoreUrl(url)).toBe("postgres://db.example:5432/malipo (TLS)");
    expect(passwordsIn(url)).toEqual(["p%40ss", "p@ss"]);
    expect(passwordsIn("postgres://malipo:p%ss@db/malipo")).toEqual(["p%ss"]);
    expect(passwordsIn("no URL")).toEqual([]);
    expect(showStoreUrl("postgres://[::1]/malipo")).toBe(
      "postgres://[::1]:5432/malipo",
    );
    expect(showStoreUrl("sqlite:malipo.db")).toBe("sqlite:malipo.db");
  });
});
