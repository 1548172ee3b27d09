import {
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import {
  createFileCatalog,
  parseCatalogFile,
} from "../../../src/adapters/catalog/file-catalog.ts";
import type { Catalog } from "../../../src/ports/catalog.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { MemoryLog } from "../../support/memory-log.ts";
import { temporaryFolder } from "../../support/temporary.ts";

const at = (price: string, ...skus: readonly string[]) =>
  JSON.stringify({
    currency: "KES",
    products: ["A", ...skus].map((sku) => ({ sku, name: "Shirt", price })),
  });
const write = (price: string, ...skus: readonly string[]) => {
  writeFileSync(file, at(price, ...skus));
};

let file: string;
let clock: ManualClock;
let log: MemoryLog;
let catalog: Catalog;

beforeEach(() => {
  file = path.join(temporaryFolder(), "catalog.json");
  clock = new ManualClock(new Date().toISOString());
  log = new MemoryLog();
  catalog = createFileCatalog({ path: file, clock, log });
});

const ask = async (sku = "A"): Promise<string> => {
  const priced = await catalog.price([{ sku, quantity: 1 }]);
  return priced.ok ? String(priced.value.lines[0]?.amount.value) : priced.code;
};

describe("createFileCatalog", () => {
  it.each<[string, (next: string) => void]>([
    ["a new version", write],
    [
      "a change that leaves time and size as they were",
      (price) => {
        const { atime, mtime } = statSync(file);
        write(price);
        utimesSync(file, atime, mtime);
      },
    ],
    [
      "a file put in its place",
      (price) => {
        writeFileSync(`${file}.new`, at(price));
        renameSync(`${file}.new`, file);
      },
    ],
  ])("notices %s within a second", async (_what, change) => {
    write("1");
    clock.advance(60);
    expect(await ask()).toBe("100");
    expect(await ask("B")).toBe("unknown_sku");
    change("2");
    expect(await ask()).toBe("100");
    clock.advance(1);
    expect(await ask()).toBe("200");
  });

  it.each([
    ["half a file", '{"currency":"KES","products":[{"sku":"A",'],
    ["an empty file", ""],
    ["a wrong price", at("cheap")],
    ["no file", undefined],
  ])(
    "keeps the good version when %s follows, and says so once",
    async (_what, text) => {
      write("1");
      expect(await ask()).toBe("100");
      if (text === undefined) rmSync(file);
      else writeFileSync(file, text);
      for (let second = 0; second < 5; second += 1) {
        clock.advance(1);
        expect(await ask()).toBe("100");
      }
      expect(log.messages("error")).toEqual([
        "the new version of the catalog can't be read; the previous one stays in use",
      ]);
      write("5");
      clock.advance(1);
      expect(await ask()).toBe("500");
    },
  );

  it("has no prices where there never was a good version", async () => {
    expect(await ask()).toBe("catalog_unavailable");
    expect(log.messages("error")).toEqual(["the catalog can't be read"]);
    write("1");
    clock.advance(1);
    expect(await ask()).toBe("100");
  });

  it("never mixes versions, however many ask while the file is written", async () => {
    write("1", "B");
    const lines = ["A", "B"].map((sku) => ({ sku, quantity: 1 }));
    for (let version = 2; version < 30; version += 1) {
      const asked = Array.from({ length: 10 }, () => catalog.price(lines));
      write(String(version), "B");
      clock.advance(1);
      for (const priced of await Promise.all(asked)) {
        const values = priced.ok
          ? priced.value.lines.map(({ amount }) => amount.value)
          : [];
        expect(values).toHaveLength(2);
        expect(values[0]).toBe(values[1]);
      }
    }
    expect(log.lines).toEqual([]);
    clock.advance(1);
    expect(await ask()).toBe("2900");
  });
});

describe("parseCatalogFile", () => {
  it("reads over a byte order mark", () => {
    expect(parseCatalogFile(`\uFEFF${at("1")}`).ok).toBe(true);
  });

  it("says in words that a file is not JSON", () => {
    expect(parseCatalogFile("{'currency'}")).toEqual({
      ok: false,
      problems: ["is not JSON"],
    });
  });
});
