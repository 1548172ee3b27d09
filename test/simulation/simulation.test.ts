import { describe, expect, it } from "vitest";
import { KNOWN_SEEDS } from "./known-seeds.ts";
import { runHistory } from "./run.ts";
import { everyHistory, report } from "./seeds.ts";

const only = process.env["SEED"];

function known(): void {
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
  if (only === undefined) {
    everyHistory(1);
    known();
  } else historyOf(only);
});
