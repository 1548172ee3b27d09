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

/** All tests of the widget in every engine of this machine; in Chromium with axe on every screen in every look. */
const widget = (): Promise<number> =>
  runCommand(
    {
      package: "@web/test-runner",
      program: "wtr",
      args: [
        "--config",
        at("packages", "widget", "web-test-runner.config.mjs"),
      ],
    },
    { env: { ...process.env, LONG: "1", ENGINES: "found" } },
  );

/** Taps and seconds from the cart to a paid order, with the built widget. */
const taps = (): Promise<number> =>
  runCommand(
    {
      package: "vitest",
      args: [
        "run",
        "--config",
        at("test", "vitest.config.ts"),
        at("test", "browser", "taps.test.ts"),
      ],
    },
    { env: { ...process.env, LONG: "1" } },
  );

/** The packed packages on the oldest Node that they support, and on the newest line. */
const NODE_VERSIONS = "22.19.0 24.21.0";

const packages = (): Promise<number> =>
  runCommand(
    {
      package: "vitest",
      args: ["run", "--config", at("test", "vitest.config.ts"), "packages"],
    },
    { env: { ...process.env, MALIPO_NODE_VERSIONS: NODE_VERSIONS } },
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
    await widget(),
    await taps(),
    await packages(),
    await mutation([]),
  ];
  return codes.find((code) => code !== 0) ?? 0;
}
