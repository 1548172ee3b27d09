import { runCommand } from "../lib/command.ts";
import { mutation } from "./mutation.ts";

const SEEDS = 10_000;

/** Many more histories than with every change. */
const simulation = (): Promise<number> =>
  runCommand(
    {
      package: "vitest",
      args: ["run", "--project", "simulation"],
    },
    { env: { ...process.env, SEEDS: String(SEEDS) } },
  );

/** What takes too long to run with every change; the second also where the first failed. */
export async function testLong(): Promise<number> {
  const simulated = await simulation();
  const mutated = await mutation([]);
  return simulated === 0 ? mutated : simulated;
}
