import { spawn } from "node:child_process";
import type { ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { run } from "../../scripts/bootstrap/children.mjs";
import { at } from "../../scripts/lib/paths.ts";

const children = pathToFileURL(at("scripts", "bootstrap", "children.mjs")).href;
const follow = pathToFileURL(at("scripts", "lib", "follow-parent.mjs")).href;

const node = (code: string): string[] => ["--input-type=module", "-e", code];

/** Says that it is up, then each stop signal it gets; ends a moment after SIGINT, at once after SIGTERM. */
const listener = `
  process.on("SIGINT", () => { console.log("SIGINT"); setTimeout(() => process.exit(7), 100); });
  process.on("SIGTERM", () => { console.log("SIGTERM"); process.exit(8); });
  setInterval(() => {}, 1_000);
  console.log("pid " + process.pid);
`;

/** Runs the listener by \`run()\`, and exits with its exit code. */
const driver = (options: string): string => `
  import { run } from ${JSON.stringify(children)};
  process.exitCode = await run(process.execPath, ${JSON.stringify(node(listener))}, ${options});
`;

const started: ChildProcessByStdio<null, Readable, null>[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

/** A program whose lines can be awaited one by one. */
function start(args: string[]) {
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "inherit"],
  });
  started.push(child);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const line = async (): Promise<string | undefined> => {
    const next = await lines.next();
    return next.done ? undefined : next.value;
  };
  return { child, line };
}

describe("run", () => {
  it("resolves with the exit code", async () => {
    expect(await run(process.execPath, node("process.exit(3)"))).toBe(3);
  });

  it("resolves with 128 and the signal's number when the program died of one", async () => {
    const code = await run(
      process.execPath,
      node('process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 9)'),
    );
    expect(code).toBe(137);
  });

  it("rejects when the program cannot be started", async () => {
    await expect(run(at("no-such-program"), [])).rejects.toThrow("ENOENT");
  });

  it("ends a program that takes longer than its limit", async () => {
    const code = await run(process.execPath, node("setInterval(() => {}, 9)"), {
      limitMs: 200,
      ownGroup: true,
    });
    expect(code).toBe(143);
  });

  it("passes one Ctrl-C on once, though it arrives twice, and waits for the program's own end", async () => {
    const { child, line } = start(node(driver("{ ownGroup: true }")));
    expect(await line()).toMatch(/^pid \d+$/);
    child.kill("SIGINT");
    expect(await line()).toBe("SIGINT");
    child.kill("SIGINT");
    const [code] = (await once(child, "exit")) as [number];
    expect(code).toBe(7);
    expect(await line()).toBeUndefined();
  });
});

describe("following the parent", () => {
  it("ends a program whose parent was killed outright", async () => {
    const parent = `
      import { spawn } from "node:child_process";
      spawn(process.execPath, ["--import=${follow}", ...${JSON.stringify(node(listener))}], { stdio: "inherit", detached: true });
    `;
    const { child, line } = start(node(parent));
    expect(await line()).toMatch(/^pid \d+$/);
    child.kill("SIGKILL");
    expect(await line()).toBe("SIGTERM");
    expect(await line()).toBeUndefined();
  });
});
