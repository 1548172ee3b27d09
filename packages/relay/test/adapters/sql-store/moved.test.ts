import { copyFile, rename, rm } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { expectRefusal, insert, order } from "./contract/harness.ts";
import { sqliteFileOfTest } from "./sqlite-files.ts";

describe("a database file that is open", () => {
  it.each<[string, (file: string) => Promise<void>]>([
    ["removed", (file) => rm(file)],
    ["moved", (file) => rename(file, `${file}.old`)],
    [
      "replaced by a copy",
      async (file) => {
        await copyFile(file, `${file}.copy`);
        await rename(`${file}.copy`, file);
      },
    ],
    ["left without its log", (file) => rm(`${file}-wal`)],
  ])("keeps nothing once it is %s, and says so", async (_what, change) => {
    const { file, open } = await sqliteFileOfTest();
    const store = await open();
    await insert(store, order("a"));
    await change(file);
    await expectRefusal(insert(store, order("b")), "moved");
    await expectRefusal(store.ping(), "moved");
    await store.close();
  });

  it("keeps what comes after it was put back", async () => {
    const { file, open } = await sqliteFileOfTest();
    const store = await open();
    await insert(store, order("a"));
    await rename(file, `${file}.old`);
    await expectRefusal(store.ping(), "moved");
    await rename(`${file}.old`, file);
    await insert(store, order("b"));
    await store.close();
    const again = await open();
    expect(await again.getOrder(order("b").id)).toBeDefined();
    await again.close();
  });
});
