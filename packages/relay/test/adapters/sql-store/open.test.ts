import {
  link,
  mkdir,
  readdir,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { openSqlStore } from "../../../src/adapters/sql-store/open.ts";
import { expectRefusal, insert, order } from "./contract/harness.ts";
import { sqliteFileOfTest } from "./sqlite-files.ts";

const modeOf = async (name: string): Promise<string> =>
  ((await stat(name)).mode & 0o777).toString(8);

describe("opening a SQLite file", () => {
  it("makes the file and its log for their owner alone, and says so once", async () => {
    const { file, open } = await sqliteFileOfTest();
    const onNewDatabase = vi.fn();
    const store = await openSqlStore(`sqlite:${file}`, { onNewDatabase });
    await insert(store, order("a"));
    expect(await modeOf(file)).toBe("600");
    expect(await modeOf(`${file}-wal`)).toBe("600");
    await store.close();
    // Nothing but the database is left.
    expect(await readdir(path.dirname(file))).toEqual([path.basename(file)]);
    await (await openSqlStore(`sqlite:${file}`, { onNewDatabase })).close();
    expect(onNewDatabase).toHaveBeenCalledOnce();
    await (await open()).close();
  });

  it("makes the file where a link leads that leads nowhere yet", async () => {
    const { file, open } = await sqliteFileOfTest();
    const target = path.join(path.dirname(file), "target.db");
    await symlink("target.db", file);
    await (await open()).close();
    expect(await modeOf(target)).toBe("600");
  });

  it.each<[string, string, (file: string) => Promise<unknown>]>([
    [
      "a file with a second name",
      "",
      (file) => writeFile(file, "").then(() => link(file, `${file}-2`)),
    ],
    ["a link to itself", "", (file) => symlink(file, file)],
    ["a directory", "", (file) => mkdir(file)],
    ["a path below a file", "/malipo.db", (file) => writeFile(file, "")],
    ["a folder that is not there", "/malipo.db", () => Promise.resolve()],
  ])("refuses %s", async (_what, below, make) => {
    const { file } = await sqliteFileOfTest();
    await make(file);
    const folder = path.dirname(file);
    const before = await readdir(folder);
    await expectRefusal(openSqlStore(`sqlite:${file}${below}`), "unwritable");
    expect(await readdir(folder)).toEqual(before);
  });

  it("refuses a file that is not a database", async () => {
    const { file, open } = await sqliteFileOfTest();
    await writeFile(file, "This is a letter, not a database.".repeat(99));
    await expectRefusal(open(), "corrupt");
  });
});
