/** CPU time of a scenario as a multiple of a floor that is measured in the same moments: machines are shared and noisy. */
import path from "node:path";
import { each, send } from "./http-client.ts";
import type { Server, Usage } from "./child-process.ts";
import { expectStatus } from "./world.ts";

export interface Scenario<T> {
  readonly name: string;
  /** The most it may cost, as a multiple of an echo. */
  readonly budget: number;
  /** What is needed for one round, not measured. */
  readonly prepare: (count: number) => Promise<readonly T[]>;
  readonly act: (item: T) => Promise<unknown>;
  /** Ends what a round began and would go on in the next, not measured. */
  readonly tidy?: () => Promise<unknown>;
}

export interface Cost {
  readonly name: string;
  readonly budget: number;
  /** Medians over the rounds: microseconds of CPU, and the multiple of the echo in the same round. */
  readonly cpu: number;
  readonly ratio: number;
  /** SQL statements of each. */
  readonly statements: number;
}

const WARM_UP = 3;
const ROUNDS = 5;
const ECHOES = 400;
const PER_ROUND = 60;
/** Of a CPU profile, where there is one. */
const PROFILED = 400;
const ECHOED = JSON.stringify({
  lines: [
    { sku: "SHRT-BLK-XL-9981", quantity: 1 },
    { sku: "SHRT-BLU-L-4421", quantity: 2 },
  ],
});

export async function measure<T>(
  echo: Server,
  relay: Server,
  { name, budget, prepare, act, tidy }: Scenario<T>,
  profiles: string | null = null,
): Promise<Cost> {
  const rounds: Omit<Cost, "name" | "budget">[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const items = await prepare(PER_ROUND);
    const floor = await costOfEach(echo, Array(ECHOES).fill(null), () =>
      echoOnce(echo),
    );
    const { cpu, statements } = await costOfEach(relay, items, act);
    await tidy?.();
    if (round >= WARM_UP)
      rounds.push({ cpu, ratio: cpu / floor.cpu, statements });
  }
  if (profiles !== null) {
    const items = await prepare(PROFILED);
    await relay.settled();
    await relay.profile();
    await each(items, act);
    await relay.settled();
    await relay.saveProfile(
      path.join(profiles, `${name.replaceAll(/\W+/g, "-")}.cpuprofile`),
    );
    await tidy?.();
  }
  return {
    name,
    budget,
    cpu: median(rounds.map(({ cpu }) => cpu)),
    ratio: median(rounds.map(({ ratio }) => ratio)),
    statements: median(rounds.map(({ statements }) => statements)),
  };
}

async function costOfEach<T>(
  server: Server,
  items: readonly T[],
  act: (item: T) => Promise<unknown>,
): Promise<Pick<Usage, "cpu" | "statements">> {
  await server.settled();
  const before = await server.usage();
  await each(items, act);
  await server.settled();
  const after = await server.usage();
  return {
    cpu: (after.cpu - before.cpu) / items.length,
    statements: (after.statements - before.statements) / items.length,
  };
}

async function echoOnce({ url }: Server): Promise<void> {
  expectStatus(await send({ url, method: "POST", body: ECHOED }), 200);
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return (
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ??
    NaN
  );
}
