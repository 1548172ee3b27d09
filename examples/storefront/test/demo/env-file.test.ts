import { execFileSync } from "node:child_process";
import { mkdtemp, rm, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { writeEnvFile } from "../../demo/env-file.ts";

const ENVIRONMENT = {
  MALIPO_MERCHANT_NAME: "Duka la Mashati",
  MALIPO_MASTER_KEY_FILE: "/home/o'brien/a folder #1/key",
  ALMARA_ACCOUNT_NO: "0072",
  ALMARA_API_URL: "http://localhost:4002/?a=$b&c=`d`",
};

const PRINT = `console.log(JSON.stringify(Object.fromEntries(${JSON.stringify(
  Object.keys(ENVIRONMENT),
)}.map((name) => [name, process.env[name]]))))`;

const { execPath } = process;

describe("writeEnvFile", () => {
  it.each([
    ["node --env-file", (file: string) => [execPath, `--env-file=${file}`]],
    [
      "a shell",
      (file: string) => [
        "sh",
        "-c",
        'set -a; . "$1"; shift; exec "$@"',
        "sh",
        file,
        execPath,
      ],
    ],
  ])("writes for its owner what %s reads", async (_what, toCommand) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "malipo demo-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = path.join(folder, "demo.env");
    await writeEnvFile(file, ENVIRONMENT);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const env = { PATH: process.env["PATH"] ?? "" };
    const said = execFileSync("env", [...toCommand(file), "-e", PRINT], {
      env,
    });
    expect(JSON.parse(said.toString())).toEqual(ENVIRONMENT);
  });
});
