import { runCommand } from "../lib/command.ts";
import { at } from "../lib/paths.ts";
import { mutation } from "./mutation.ts";

const SEEDS = 10_000;
const POSTGRES_SEEDS = 200;
/** Of 100 kills each. */
const CRASH_ROUNDS = 10;

const vitest = (
  project: string,
  env: Readonly<Record<string, string>>,
): Promise<number> =>
  runCommand(
    { package: "vitest", args: ["run", "--project", project] },
    { env: { ...process.env, ...env } },
  );

/** Every screen in every language, direction and theme. */
const axe = (): Promise<number> =>
  runCommand(
    {
      package: "@web/test-runner",
      program: "wtr",
      args: [
        "--config",
        at("packages", "widget", "web-test-runner.config.mjs"),
        "--files",
        at("packages", "widget", "test", "accessibility", "axe.test.ts"),
      ],
    },
    { env: { ...process.env, LONG: "1" } },
  );

/** What takes too long to run with every change; each step also where one before it failed. */
export async function testLong(): Promise<number> {
  const codes = [
    await vitest("simulation", {
      SEEDS: String(SEEDS),
      POSTGRES_SEEDS: String(POSTGRES_SEEDS),
    }),
    await vitest("crash", { MALIPO_CRASH_ROUNDS: String(CRASH_ROUNDS) }),
    await vitest("faults", {}),
    await vitest("size", {}),
    await axe(),
    await mutation([]),
  ];
  return codes.find((code) => code !== 0) ?? 0;
}
