import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../support/temporary.ts";
import { until } from "../support/until.ts";
import { GOOD } from "./cli-context.ts";

const BIN = fileURLToPath(new URL("../../bin/malipo.js", import.meta.url));

interface Program {
  readonly output: () => string;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** Runs the command as people do, in a folder of its own. */
function run(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
  bin = BIN,
): Program {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: temporaryFolder(),
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const ended = once(child, "close").then(
    ([code, signal]: unknown[]) => (code ?? signal) as number | string,
  );
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return { output: () => output, kill: (signal) => child.kill(signal), ended };
}

/** The package as it would be with this as its built code. */
function packageWith(dist: string): string {
  const folder = temporaryFolder();
  cpSync(path.dirname(BIN), path.join(folder, "bin"), { recursive: true });
  mkdirSync(path.join(folder, "dist"));
  writeFileSync(path.join(folder, "package.json"), '{"type":"module"}');
  writeFileSync(path.join(folder, "dist", "cli.js"), dist);
  return path.join(folder, "bin", "malipo.js");
}

describe("bin/malipo.js", () => {
  it("runs the built code where there is some", async () => {
    const bin = packageWith(
      "console.log('built', ...process.argv.slice(2)); process.exitCode = 7;",
    );
    const program = run(["serve"], {}, bin);
    expect(await program.ended).toBe(7);
    expect(program.output()).toBe("built serve\n");
  });

  it("refuses an old Node in one sentence", async () => {
    const bin = packageWith("console.log('built');");
    const text = readFileSync(bin, "utf8").replace(
      "process.versions.node.split",
      '"20.20.2".split',
    );
    writeFileSync(bin, text);
    const program = run([], {}, bin);
    expect(await program.ended).toBe(2);
    expect(program.output()).toMatch(
      /^Malipo needs Node 22\.19 or newer; this is Node [\d.]+\.\n$/,
    );
  });

  it.each([
    ["throw new Error('broken')", "malipo: can't be loaded: broken\n"],
    [
      "import 'no-such-package'",
      "malipo: can't be loaded: ERR_MODULE_NOT_FOUND: ",
    ],
  ])("says what to do when it can't be loaded: %s", async (code, words) => {
    const bin = packageWith(code);
    const program = run(["serve"], {}, bin);
    expect(await program.ended).toBe(1);
    expect(program.output()).toContain(words);
    expect(program.output()).toContain("npm install");
    expect(program.output()).not.toMatch(/^ +at /m);
    const debug = run(["serve"], { MALIPO_LOG_LEVEL: "debug" }, bin);
    expect(await debug.ended).toBe(1);
    expect(debug.output()).toMatch(/^ +at /m);
  });

  it("hands on exit codes and words", async () => {
    const program = run(["check-config"], {});
    expect(await program.ended).toBe(2);
    expect(program.output()).toContain("MALIPO_PUBLIC_URL is missing");
  });

  it("serves, lets no secret into its output, and stops cleanly", async () => {
    const env = { ...GOOD, MALIPO_PORT: "0", MALIPO_ADMIN_PORT: "0" };
    const program = run(["serve"], env);
    const port = await until(
      "it listens",
      () => /"port":(\d+)/.exec(program.output())?.[1],
      20_000,
    );
    const url = `http://127.0.0.1:${port}`;
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const refused = await fetch(`${url}/v1/merchant/orders`, {
      headers: { Authorization: "Bearer canary-wrong" },
    });
    expect(refused.status).toBe(401);

    const second = run(["serve"], { ...env, MALIPO_PORT: port });
    expect(await second.ended).toBe(2);
    expect(second.output()).toContain(`Port ${port} is already in use`);

    program.kill("SIGTERM");
    expect(await program.ended).toBe(0);
    expect(program.output()).toContain("the relay has stopped");
    expect(program.output()).not.toContain("canary");
    expect(program.output()).not.toContain(GOOD["MALIPO_MASTER_KEY"]);
  }, 40_000);
});
