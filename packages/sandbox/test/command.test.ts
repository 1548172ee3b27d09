import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { startHarness } from "./support/harness.ts";

const PACKAGE = fileURLToPath(new URL("..", import.meta.url));

/** The command as in a clone that was never built. */
let command = "";

beforeAll(() => {
  const folder = mkdtempSync(path.join(tmpdir(), "sandbox-"));
  cpSync(path.join(PACKAGE, "bin"), path.join(folder, "bin"), {
    recursive: true,
  });
  cpSync(path.join(PACKAGE, "package.json"), path.join(folder, "package.json"));
  symlinkSync(path.join(PACKAGE, "src"), path.join(folder, "src"), "dir");
  command = path.join(folder, "bin", "malipo-sandbox.js");
  return () => {
    rmSync(folder, { recursive: true });
  };
});

function run(
  environment: Record<string, string>,
  args: readonly string[] = [],
) {
  const child = spawn(process.execPath, [command, ...args], {
    env: { PATH: process.env["PATH"], ...environment },
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const output = { text: "" };
  const collect = (chunk: Buffer) => {
    output.text += chunk.toString();
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  return {
    child,
    output,
    /** Resolves with the exit code, once all output has come. */
    ended: once(child, "close").then(([code]: unknown[]) => code),
  };
}

describe("malipo-sandbox", () => {
  it.each(["SIGINT", "SIGTERM"] as const)(
    "starts, says where, and stops cleanly on %s",
    async (signal) => {
      const { child, output, ended } = run({ MALIPO_SANDBOX_PORT: "0" });
      let url: string | undefined;
      while (url === undefined) {
        await once(child.stdout, "data");
        url = /http:\/\/localhost:\d+\/phone/.exec(output.text)?.[0];
      }
      // A page that stays open does not keep it from stopping.
      const stream = await fetch(`${url}/events`);
      expect(stream.status).toBe(200);
      child.kill(signal);
      expect(await ended).toBe(0);
      await stream.text();
    },
  );

  it("refuses a port that is taken in one sentence", async () => {
    const { sandbox } = await startHarness();
    const { output, ended } = run({
      MALIPO_SANDBOX_PORT: String(sandbox.port),
    });
    expect(await ended).toBe(2);
    expect(output.text).toBe(
      `malipo-sandbox: Port ${sandbox.port} is already in use. Stop the other program, or choose another port with --port or MALIPO_SANDBOX_PORT.\n`,
    );
  });

  it("pays a test order, says so and ends", async () => {
    const { output, ended } = run({}, ["--port=0", "--pay"]);
    expect(await ended).toBe(0);
    expect(output.text).toMatch(
      /^order (TEST-\d+): KES 2500, prompt.*\norder \1: callback received\norder \1: paid, receipt \w+\n$/,
    );
  });

  it("shows its help", async () => {
    const { output, ended } = run({}, ["--help"]);
    expect(await ended).toBe(0);
    expect(output.text).toMatch(/^Usage: malipo-sandbox .*--port <n>/);
  });

  it("listens where it is told, whatever the environment says", async () => {
    const { child, output, ended } = run({ MALIPO_SANDBOX_PORT: "x" }, [
      "--port=0",
    ]);
    while (!output.text.includes("Ctrl-C")) await once(child.stdout, "data");
    expect(output.text).toMatch(/http:\/\/localhost:[1-9]\d*\n/);
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  });

  it.each([
    [{ MALIPO_SANDBOX_PROMPT_SECONDS: "x" }, [], /PROMPT_SECONDS must be.*\.$/],
    [{}, ["--frobnicate"], /--frobnicate.*\. Try: malipo-sandbox --help$/],
  ])("refuses %j and %j in one sentence", async (env, args, words) => {
    const { output, ended } = run(env, args);
    expect(await ended).toBe(2);
    expect(output.text).toMatch(/^malipo-sandbox: .*\n$/);
    expect(output.text.trimEnd()).toMatch(words);
  });

  it.each([[["--port=0"]], [["--help"]]])(
    "ends quietly when its reader has gone: %j",
    async (args) => {
      const { child, output, ended } = run({}, args);
      child.stdout.destroy();
      expect(await ended).toBe(0);
      expect(output.text).toBe("");
    },
  );
});
