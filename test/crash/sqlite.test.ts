import path from "node:path";
import { describe, it } from "vitest";
import { runRound } from "./crashes.ts";
import { expectKept, PATIENCE_MS, report, ROUNDS, SEED } from "./report.ts";

const CYCLES = 20;

describe("a relay on SQLite that is killed again and again", () => {
  it.each(Array.from({ length: ROUNDS }, (_, i) => SEED + i))(
    "loses nothing and does nothing twice (seed %i)",
    async (seed) => {
      const figures = await runRound({
        seed,
        cycles: CYCLES,
        relays: 1,
        databaseUrl: (dir) => `sqlite:${path.join(dir, "relay.sqlite")}`,
      });
      report("SQLite, one relay", seed, figures);
      expectKept(figures);
    },
    PATIENCE_MS,
  );
});
