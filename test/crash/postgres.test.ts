import { describe, expect, it, onTestFinished } from "vitest";
import { setTimeout as sleep } from "node:timers/promises";
import {
  makePostgresDatabase,
  postgresOfTest,
} from "../../packages/relay/test/support/postgres/databases.ts";
import { startPostgres } from "../../packages/relay/test/support/postgres/server.ts";
import { runRound } from "./crashes.ts";
import { expectKept, PATIENCE_MS, report, ROUNDS, SEED } from "./report.ts";

const seeds = Array.from({ length: ROUNDS }, (_, i) => SEED + i);

describe("relays on PostgreSQL that are killed again and again", () => {
  describe.each([
    { relays: 1, cycles: 20 },
    { relays: 2, cycles: 36 },
  ] as const)("$relays at a time", ({ relays, cycles }) => {
    it.each(seeds)(
      "lose nothing and do nothing twice (seed %i)",
      async (seed) => {
        const store = await postgresOfTest();
        const figures = await runRound({
          ...{ seed, cycles, relays, store },
        });
        report(`PostgreSQL, relays ${relays}`, seed, figures);
        expectKept(figures);
      },
      PATIENCE_MS,
    );
  });
});

describe("a PostgreSQL server that is killed under two relays", () => {
  it.each(seeds)(
    "takes nothing along that was acknowledged (seed %i)",
    async (seed) => {
      const server = await startPostgres("durable");
      onTestFinished(() => server.stop());
      const store = await makePostgresDatabase(server.url);
      const figures = await runRound({
        ...{ seed, cycles: 4, relays: 2, store },
        async kill(random) {
          await sleep(random.between(50, 400));
          await server.kill();
          await sleep(random.between(0, 150));
          await server.start();
        },
      });
      report("PostgreSQL killed", seed, figures);
      expect(figures.named).toBe(0);
      expectKept(figures);
    },
    PATIENCE_MS,
  );
});
