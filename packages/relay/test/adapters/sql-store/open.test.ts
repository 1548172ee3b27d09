import { mkdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { openSqlStore } from "../../../src/adapters/sql-store/open.ts";
import { insert, order } from "./contract/harness.ts";
import { sqliteFileOfTest } from "./sqlite-files.ts";

const modeOf = async (name: string): Promise<string> =>
  ((await stat(name)).mode & 0o777).toString(8);

describe("opening a SQLite file", () => {
  it("makes missing directories, the file and its log for their owner alone", async () => {
    const { file } = await sqliteFileOfTest();
    const nested = path.join(path.dirname(file), "a", "b", "malipo.db");
    const store = await openSqlStore(`sqlite:${nested}`);
    await insert(store, order("a"));
    expect(await modeOf(path.dirname(path.dirname(nested)))).toBe("700");
    expect(await modeOf(path.dirname(nested))).toBe("700");
    expect(await modeOf(nested)).toBe("600");
    expect(await modeOf(`${nested}-wal`)).toBe("600");
    await store.close();
  });

  it("takes a path relative to the working directory", async () => {
    const { file } = await sqliteFileOfTest();
    const relative = path.relative(process.cwd(), file);
    const store = await openSqlStore(`sqlite:${relative}`);
    await store.close();
    expect((await stat(file)).size).toBeGreaterThan(0);
  });

  it("leaves nothing but the database file behind when it is closed", async () => {
    const { file, open } = await sqliteFileOfTest();
    const store = await open();
    await insert(store, order("a"));
    await store.close();
    await expect(stat(`${file}-wal`)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("refuses a file that is not a database", async () => {
    const { file, open } = await sqliteFileOfTest();
    await writeFile(file, "This is a letter, not a database.".repeat(99));
    await expect(open()).rejects.toMatchObject({
      name: "StoreError",
      code: "corrupt",
    });
  });

  it.each(["a directory", "a path below a file"])(
    "refuses %s",
    async (what) => {
      const { file } = await sqliteFileOfTest();
      if (what === "a directory") await mkdir(file);
      else await writeFile(file, "");
      const name = what === "a directory" ? file : path.join(file, "malipo.db");
      await expect(openSqlStore(`sqlite:${name}`)).rejects.toMatchObject({
        name: "StoreError",
        code: "unwritable",
      });
    },
  );
});
