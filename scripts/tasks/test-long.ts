import { runCommand } from "../lib/command.ts";
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

/** What takes too long to run with every change; each step also where one before it failed. */
export async function testLong(): Promise<number> {
  const codes = [
    await vitest("simulation", {
      SEEDS: String(SEEDS),
      POSTGRES_SEEDS: String(POSTGRES_SEEDS),
    }),
    await vitest("crash", { MALIPO_CRASH_ROUNDS: String(CRASH_ROUNDS) }),
    await vitest("size", {}),
    await mutation([]),
  ];
  return codes.find((code) => code !== 0) ?? 0;
}
