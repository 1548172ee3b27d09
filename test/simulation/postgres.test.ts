import { describe, expect, it } from "vitest";
import { openSqlStore } from "../../packages/relay/src/adapters/sql-store/open.ts";
import { borrowPostgresDatabase } from "../../packages/relay/test/support/postgres/databases.ts";
import { toDatabase } from "./database.ts";
import type { OpenDatabase } from "./database.ts";
import { runHistory } from "./run.ts";

const firstSeed = Number(process.env["FIRST_SEED"] ?? 1);
const seeds = Number(process.env["POSTGRES_SEEDS"] ?? 3);

const openPostgres: OpenDatabase = async () => {
  const { url, remove } = await borrowPostgresDatabase();
  const store = await openSqlStore(url);
  return toDatabase(store, async () => {
    await store.close();
    await remove();
  });
};

/** The server's answers come in an order of their own, so that a seed gives one of many histories. */
describe("the simulator over PostgreSQL", () => {
  it.each(Array.from({ length: seeds }, (_, i) => firstSeed + i))(
    "keeps all promises in a history of seed %i",
    async (seed) => {
      const { violation, trace } = await runHistory(seed, {
        openDatabase: openPostgres,
      });
      if (violation !== null) console.info(trace.join("\n"));
      expect(violation?.message ?? null).toBeNull();
    },
  );
});
