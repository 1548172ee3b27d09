import { mkdir, symlink } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { openSqlStore } from "../../../src/adapters/sql-store/open.ts";
import type { Store } from "../../../src/ports/store.ts";
import { expectRefusal } from "./contract/harness.ts";
import { startChild } from "./processes/child.ts";
import { sqliteFileOfTest } from "./sqlite-files.ts";

async function takeSole(file: string, waitMs = 0): Promise<Store> {
  const store = await openSqlStore(`sqlite:${file}`, { sole: { waitMs } });
  onTestFinished(() => store.close());
  return store;
}

describe("a database that one process has for itself", () => {
  it.each<[string, (file: string) => string | Promise<string>]>([
    ["its path", (file) => file],
    [
      "a path with dots",
      (file) =>
        `${path.dirname(file)}/../${path.basename(path.dirname(file))}/./malipo.db`,
    ],
    ["a relative path", (file) => path.relative(process.cwd(), file)],
    [
      "a link to the file",
      async (file) => {
        await symlink(file, `${file}.link`);
        return `${file}.link`;
      },
    ],
    [
      "a link to its folder",
      async (file) => {
        const folder = `${file}.folders`;
        await mkdir(folder);
        await symlink(path.dirname(file), path.join(folder, "data"));
        return path.join(folder, "data", path.basename(file));
      },
    ],
  ])("is refused to a second one by %s", async (_what, spell) => {
    const { file } = await sqliteFileOfTest();
    await takeSole(file);
    await expectRefusal(takeSole(await spell(file)), "in_use");
  });

  it("is given to the one that waits when the first lets go", async () => {
    const { file } = await sqliteFileOfTest();
    const first = await takeSole(file);
    const onWait = vi.fn(() => void first.close());
    const second = await openSqlStore(`sqlite:${file}`, {
      sole: { waitMs: 10_000, onWait },
    });
    await second.ping();
    await second.close();
    expect(onWait).toHaveBeenCalledOnce();
  });

  it("is not waited for by one that is closed", async () => {
    const { file } = await sqliteFileOfTest();
    await takeSole(file);
    const ending = new AbortController();
    const waiting = openSqlStore(`sqlite:${file}`, {
      sole: {
        waitMs: 60_000,
        signal: ending.signal,
        onWait: () => {
          ending.abort();
        },
      },
    });
    await expectRefusal(waiting, "closed");
  });

  it("is free of the leases of whoever had it before, and a tool beside it ends none", async () => {
    const { file, open } = await sqliteFileOfTest();
    const task = { kind: "query_attempt", subject: "a", dueAt: 0 } as const;
    const first = await takeSole(file);
    await first.transaction((tx) => tx.leaseTask(task, 0, 1000));
    const tool = await open();
    await tool.ping();
    await tool.close();
    await expectRefusal(takeSole(file), "in_use");
    expect(await first.nextTaskAt("query_attempt", 1)).toBeNull();
    // Nothing is settled: it died.
    await first.close();
    const second = await takeSole(file);
    expect(await second.nextTaskAt("query_attempt", 1)).toBe(0);
  });

  it("is free as soon as the process that had it is killed", async () => {
    const { file } = await sqliteFileOfTest();
    const holder = startChild("hold.ts", file);
    await holder.lines[Symbol.asyncIterator]().next();
    await expectRefusal(takeSole(file), "in_use");
    holder.kill();
    expect(await holder.ended).toBe("SIGKILL");
    await (await takeSole(file)).ping();
  });
});
