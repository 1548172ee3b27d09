import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { openSqlStore } from "../../src/adapters/sql-store/open.ts";
import { createRelay } from "../../src/index.ts";
import { runCli } from "../../src/cli/run.ts";
import { GOOD, testContext } from "../cli/cli-context.ts";
import { MASTER_KEY, quiet, testConfig } from "../support/created-relay.ts";
import { dumpDatabase } from "../support/dump.ts";
import { borrowedPostgres } from "../support/postgres/databases.ts";
import { temporaryFolder } from "../support/temporary.ts";

const ROOT = path.resolve(import.meta.dirname, "../../../..");
const text = readFileSync(path.join(ROOT, "docs/operations.md"), "utf8");

/** The commands that the page shows, by their marks. */
const COMMANDS = new Map(
  [
    ...text.matchAll(/<!-- run: ([\w-]+) -->\s+```sh\nnpx malipo (.*)\n```/g),
  ].map(([, mark = "", command = ""]) => [mark, command]),
);

describe("docs/operations.md", () => {
  it("shows commands that do what it says, beside a running relay", async () => {
    const config = testConfig();
    const relay = createRelay(quiet(config));
    await relay.start();
    const folder = temporaryFolder();
    const run = async (mark: string, changes: Record<string, string> = {}) => {
      const context = testContext({
        ...GOOD,
        MALIPO_MASTER_KEY: MASTER_KEY,
        MALIPO_DATABASE_URL: config.databaseUrl,
      });
      let command = COMMANDS.get(mark) ?? "";
      for (const [shown, given] of Object.entries(changes))
        command = command.replace(shown, given);
      const code = await runCli(command.split(" "), context);
      return { code, output: context.written() };
    };
    const target = path.join(folder, "backup-2026-11-21.sqlite");
    expect(await run("keys-list")).toMatchObject({ code: 0 });
    const rotated = await run("keys-rotate");
    expect(rotated.code).toBe(0);
    expect(rotated.output).toMatch(/\bnext\b/);
    expect(
      (await run("backup", { '"backup-$(date +%F).sqlite"': target })).code,
    ).toBe(0);
    const erased = await run("privacy-erase", {
      '"0712 345 678"': "0712345678",
    });
    expect(erased.code).toBe(0);
    await relay.close();
    expect(COMMANDS.size).toBe(4);

    // A relay starts on the copy, as after restoring it.
    const copy = `sqlite:${target}`;
    const restored = createRelay(quiet({ ...config, databaseUrl: copy }));
    await restored.start();
    await restored.close();
    const store = await openSqlStore(copy, { mustExist: true });
    expect(await store.listSigningKeys()).toHaveLength(2);
    await store.close();
  });

  it("says of every table how it grows and where that ends", async () => {
    const { url } = await borrowedPostgres();
    await (await openSqlStore(url)).close();
    const { columns } = await dumpDatabase(url);
    const [, section = ""] =
      /^## What the database keeps\n(.*?)^## /ms.exec(text) ?? [];
    const rows = [...section.matchAll(/^\| `(\w+)` +\|(.+)\|(.+)\|$/gm)];
    expect(rows.map(([, table]) => table).toSorted()).toEqual(
      Object.keys(columns).toSorted(),
    );
    for (const [, , growth = "", end = ""] of rows)
      expect([growth.trim(), end.trim()]).not.toContain("");
  });
});
