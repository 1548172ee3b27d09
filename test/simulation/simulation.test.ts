import { describe, expect, it } from "vitest";
import { KNOWN_SEEDS } from "./known-seeds.ts";
import { runHistory } from "./run.ts";
import type { History } from "./run.ts";

const only = process.env["SEED"];
const firstSeed = Number(process.env["FIRST_SEED"] ?? 1);
const seeds = Number(process.env["SEEDS"] ?? 300);
/** In `npm run test:long` they take hours. */
const PATIENCE_MS = 12 * 3600_000;

const command = (seed: number): string =>
  `SEED=${seed} npx vitest run --project simulation test/simulation/simulation.test.ts`;

/** What went wrong, and how to see it again. */
function report({ seed, violation }: History): string | null {
  return violation === null
    ? null
    : `seed ${seed}: ${violation.message}\n  ${command(seed)}`;
}

function printFigures(histories: readonly History[], realMs: number): void {
  const sum = (of: (history: History) => number): number =>
    histories.reduce((total, history) => total + of(history), 0);
  const simulatedMs = sum(({ simulatedMs: ms }) => ms);
  const figures = {
    seeds: histories.length,
    orders: sum(({ orders }) => orders),
    payments: sum(({ paid }) => paid),
    "simulated hours": Math.round(simulatedMs / 3600_000),
    "real seconds": Math.round(realMs / 1000),
    "simulated / real": Math.round(simulatedMs / realMs),
  };
  console.info(
    Object.entries(figures)
      .map(([name, value]) => `${name}: ${value}`)
      .join(", "),
  );
}

function everyHistory(): void {
  it(
    "keeps all promises",
    async () => {
      const startedAt = performance.now();
      const histories: History[] = [];
      for (let seed = firstSeed; seed < firstSeed + seeds; seed += 1)
        histories.push(await runHistory(seed));
      const realMs = performance.now() - startedAt;
      printFigures(histories, realMs);
      expect(histories.map(report).filter((each) => each !== null)).toEqual([]);
      const simulatedMs = histories.reduce((ms, h) => ms + h.simulatedMs, 0);
      expect(simulatedMs / realMs).toBeGreaterThan(1000);
    },
    PATIENCE_MS,
  );

  for (const { seed, found } of KNOWN_SEEDS)
    it(`of seed ${seed} keeps them too: ${found}`, async () => {
      expect(report(await runHistory(seed))).toBeNull();
    });

  it.each([2, 8])("of seed %i takes the same course again", async (seed) => {
    const [first, second] = [await runHistory(seed), await runHistory(seed)];
    expect(second.trace).toEqual(first.trace);
    expect(second.hash).toBe(first.hash);
  });
}

function historyOf(seed: string): void {
  it(`${seed} keeps all promises`, async () => {
    const history = await runHistory(Number(seed));
    console.info(history.trace.join("\n"));
    expect(report(history)).toBeNull();
  });
}

describe("the simulator", () => {
  if (only === undefined) everyHistory();
  else historyOf(only);
});
