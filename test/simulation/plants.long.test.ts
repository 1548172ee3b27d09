import { describe, expect, it } from "vitest";
import { PLANTS } from "./plants.ts";
import { runHistory } from "./run.ts";
import type { History } from "./run.ts";
import type { Plant } from "./plant.ts";

const MOST_SEEDS = 1000;

async function find(plant: Plant): Promise<History | undefined> {
  const { firstSeed = 1 } = plant;
  for (let seed = firstSeed; seed < firstSeed + MOST_SEEDS; seed += 1) {
    const history = await runHistory(seed, { plant });
    if (history.violation !== null) return history;
  }
  return undefined;
}

describe("a planted bug is found", () => {
  it.each(PLANTS)("$name", async (plant) => {
    const history = await find(plant);
    console.info(
      `"${plant.name}": seed ${history?.seed ?? "none"}, ${history?.violation?.message ?? "not found"}`,
    );
    expect(plant.breaks).toContain(history?.violation?.promise);
  });
});
