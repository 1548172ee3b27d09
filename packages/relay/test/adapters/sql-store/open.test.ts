import { link, mkdir, stat, symlink, writeFile } from "node:fs/promises";
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
    await (await openSqlStore(`sqlite:${file}`, { onNewDatabase })).close();
    expect(onNewDatabase).toHaveBeenCalledOnce();
    await (await open()).close();
  });

  it("makes no folder", async () => {
    const { file } = await sqliteFileOfTest();
    const folder = path.join(path.dirname(file), "a");
    await expectRefusal(
      openSqlStore(`sqlite:${path.join(folder, "malipo.db")}`),
      "unwritable",
    );
    await expect(stat(folder)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("makes the file where a link leads that leads nowhere yet", async () => {
    const { file, open } = await sqliteFileOfTest();
    const target = path.join(path.dirname(file), "target.db");
    await symlink("target.db", file);
    await (await open()).close();
    expect(await modeOf(target)).toBe("600");
  });

  it("refuses a file with a second name, and a link to itself", async () => {
    const { file, open } = await sqliteFileOfTest();
    await (await open()).close();
    await link(file, `${file}-2`);
    await expectRefusal(open(), "unwritable");
    const circle = path.join(path.dirname(file), "circle.db");
    await symlink(circle, circle);
    await expectRefusal(openSqlStore(`sqlite:${circle}`), "unwritable");
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
    await expectRefusal(open(), "corrupt");
  });

  it.each(["a directory", "a path below a file"])(
    "refuses %s",
    async (what) => {
      const { file } = await sqliteFileOfTest();
      if (what === "a directory") await mkdir(file);
      else await writeFile(file, "");
      const name = what === "a directory" ? file : path.join(file, "malipo.db");
      await expectRefusal(openSqlStore(`sqlite:${name}`), "unwritable");
    },
  );
});
