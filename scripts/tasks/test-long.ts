import { runCommand } from "../lib/command.ts";
import { at } from "../lib/paths.ts";
import { build } from "./build.ts";
import { mutation } from "./mutation.ts";

const SEEDS = 10_000;
const POSTGRES_SEEDS = 200;
/** Of 100 kills each. */
const CRASH_ROUNDS = 10;
/** The oldest Node that the packages support, and the newest line. */
const NODE_VERSIONS = "22.19.0 24.21.0";

type Env = Readonly<Record<string, string>>;

const vitest = (args: readonly string[], env: Env): Promise<number> =>
  runCommand(
    { package: "vitest", args: ["run", ...args] },
    { env: { ...process.env, ...env } },
  );

const project = (name: string, env: Env = {}): Promise<number> =>
  vitest(["--project", name], env);

const endToEnd = (env: Env): Promise<number> =>
  vitest(["--config", at("test", "vitest.config.ts")], env);

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

/** What takes too long to run with every change; each step also where one before it failed. */
export async function testLong(): Promise<number> {
  const codes = [
    await build(),
    await project("simulation", {
      SEEDS: String(SEEDS),
      POSTGRES_SEEDS: String(POSTGRES_SEEDS),
    }),
    await project("crash", { MALIPO_CRASH_ROUNDS: String(CRASH_ROUNDS) }),
    await project("faults"),
    await project("size"),
    // Those of the packages and of the simulator that are named so.
    await vitest([".long.test"], { LONG: "1" }),
    await widget(),
    // With those that take minutes: bad networks by many seeds, the packages alone on each Node, taps and seconds.
    await endToEnd({ LONG: "1", MALIPO_NODE_VERSIONS: NODE_VERSIONS }),
    await mutation([]),
  ];
  return codes.find((code) => code !== 0) ?? 0;
}
