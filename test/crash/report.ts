/** The figures of a round in one line, and what they must be. */
import { expect } from "vitest";
import type { Figures } from "./crashes.ts";

/** `MALIPO_CRASH_SEED`: the round that went wrong, again. */
export const SEED = Number(
  process.env["MALIPO_CRASH_SEED"] ?? Math.floor(Math.random() * 1e9),
);

/** `MALIPO_CRASH_ROUNDS` in the long form; each has other seeds. */
export const ROUNDS = Number(process.env["MALIPO_CRASH_ROUNDS"] ?? 1);

export const PATIENCE_MS = 900_000;

export function report(what: string, seed: number, figures: Figures): void {
  const { cycles, named, orders, acknowledged, webhooks, refunds } = figures;
  const line = {
    cycles,
    "at named points": named,
    orders,
    "callbacks acknowledged": acknowledged,
    lost: figures.lost.length,
    doubled: figures.doubled.length,
    regressions: figures.regressions.length,
    webhooks,
    undelivered: figures.undelivered.length,
    refunds,
    "refunded twice": figures.refundedTwice.length,
    "longest start in ms": Math.round(figures.startMs),
  };
  const words = Object.entries(line).map(([name, value]) => `${name} ${value}`);
  console.info(`${what}, seed ${seed}: ${words.join(", ")}`);
}

export function expectKept(figures: Figures): void {
  const { lost, doubled, regressions, undelivered } = figures;
  const { refundedTwice, disagreements, unsettled } = figures;
  expect({
    ...{ lost, doubled, regressions, undelivered },
    ...{ refundedTwice, disagreements, unsettled },
  }).toEqual({
    ...{ lost: [], doubled: [], regressions: [], undelivered: [] },
    ...{ refundedTwice: [], disagreements: [], unsettled: [] },
  });
  // It was about something. The few shoppers of a short round may all be of those whose callbacks are lost.
  expect(figures.webhooks).toBeGreaterThan(0);
  if (figures.cycles >= 20)
    expect(figures.acknowledged).toBeGreaterThanOrEqual(figures.cycles / 2);
}
