/** Histories by many seeds, half of them in each of two test files, so that two processes share them. */
import { expect, it } from "vitest";
import { runHistory } from "./run.ts";
import type { History } from "./run.ts";

const firstSeed = Number(process.env["FIRST_SEED"] ?? 1);
const seeds = Number(process.env["SEEDS"] ?? 300);
/** In `npm run test:long` they take hours. */
const PATIENCE_MS = 12 * 3600_000;

const command = (seed: number): string =>
  `SEED=${seed} npx vitest run --project simulation test/simulation/simulation.test.ts`;

/** What went wrong, and how to see it again. */
export function report({ seed, violation }: History): string | null {
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

/** `remainder`: 0 for the even seeds, 1 for the odd ones. */
export function everyHistory(remainder: 0 | 1): void {
  it(
    `keeps all promises, by ${remainder === 0 ? "even" : "odd"} seeds`,
    async () => {
      const startedAt = performance.now();
      const histories: History[] = [];
      for (let seed = firstSeed; seed < firstSeed + seeds; seed += 1)
        if (seed % 2 === remainder) histories.push(await runHistory(seed));
      const realMs = performance.now() - startedAt;
      printFigures(histories, realMs);
      expect(histories.map(report).filter((each) => each !== null)).toEqual([]);
      const simulatedMs = histories.reduce((ms, h) => ms + h.simulatedMs, 0);
      expect(simulatedMs).toBeGreaterThan(1000 * realMs);
    },
    PATIENCE_MS,
  );
}
