import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { temporaryFolder } from "../../packages/relay/test/support/temporary.ts";
import { sizeCommand } from "../../scripts/lib/checks.ts";
import { scriptOf } from "../../scripts/lib/command.ts";
import { at } from "../../scripts/lib/paths.ts";

const WIDGET = "packages/widget/dist";
/** Where each budget's file lies. `sw` is a language there is, `zu` one that was added. */
const FILES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["", ".classic", ".lang", ".qr", ".page", ".phone", ".link"]
      .concat([".dev", ".old", ".sw", ".zu"])
      .map((late) => [`malipo${late}.js`, `${WIDGET}/malipo${late}.js`]),
  ),
  console: "packages/console/dist/assets/index-a1.js",
};

const Budgets = z.array(
  z.object({ name: z.string(), passed: z.boolean(), sizeLimit: z.number() }),
);

describe("the size budget", () => {
  let dir: string;
  beforeEach(() => {
    dir = temporaryFolder();
    for (const file of ["package.json", ".size-limit.js"])
      copyFileSync(at(file), path.join(dir, file));
    symlinkSync(at("node_modules"), path.join(dir, "node_modules"), "junction");
  });

  /** Checks files of so many bytes that brotli can't make smaller. */
  const check = async (bytes: (name: string) => number) => {
    for (const [name, file] of Object.entries(FILES)) {
      mkdirSync(path.join(dir, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(dir, file), randomBytes(bytes(name)));
    }
    return new Promise<{
      exitCode: number | null;
      budgets: z.infer<typeof Budgets>;
    }>((resolve, reject) => {
      const args = [scriptOf(sizeCommand), ...sizeCommand.args, "--json"];
      const child = execFile(
        process.execPath,
        args,
        { cwd: dir },
        (_error, stdout) => {
          const read = Budgets.safeParse(JSON.parse(stdout));
          if (read.success)
            resolve({ exitCode: child.exitCode, budgets: read.data });
          else reject(read.error);
        },
      );
    });
  };

  it("lets all pass that is a little under its limit, and nothing a little over", async () => {
    const { budgets } = await check(() => 1);
    const limits = new Map(
      budgets.map(({ name, sizeLimit }) => [name, sizeLimit]),
    );
    expect([...limits.keys()].sort()).toEqual(Object.keys(FILES).sort());
    const sized = (share: number) => (name: string) =>
      Math.floor((limits.get(name) ?? 0) * share);
    const under = await check(sized(0.99));
    expect(under.exitCode).toBe(0);
    const over = await check(sized(1.01));
    expect(over.exitCode).toBe(1);
    expect(over.budgets.filter(({ passed }) => passed)).toEqual([]);
  });
});
