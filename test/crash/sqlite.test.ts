import path from "node:path";
import { describe, it } from "vitest";
import { temporaryFolder } from "../../packages/relay/test/support/temporary.ts";
import { runRound } from "./crashes.ts";
import { querySqlite } from "./tasks.ts";
import { expectKept, PATIENCE_MS, report, ROUNDS, SEED } from "./report.ts";

const CYCLES = 40;

describe("a relay on SQLite that is killed again and again", () => {
  it.each(Array.from({ length: ROUNDS }, (_, i) => SEED + i))(
    "loses nothing and does nothing twice (seed %i)",
    async (seed) => {
      const file = path.join(temporaryFolder(), "relay.sqlite");
      const figures = await runRound({
        ...{ seed, cycles: CYCLES, relays: 1 },
        store: { url: `sqlite:${file}`, query: querySqlite(file) },
      });
      report("SQLite, one relay", seed, figures);
      expectKept(figures);
    },
    PATIENCE_MS,
  );
});
