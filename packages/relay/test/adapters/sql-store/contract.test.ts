import { describe, expect, it } from "vitest";
import { postgresOfTest } from "../../support/postgres/databases.ts";
import { borrowPostgres, openForTest } from "./postgres-databases.ts";
import {
  recordStatements,
  slowOnPostgres,
  slowOnSqlite,
} from "./recorded-statements.ts";
import type { Exception } from "./recorded-statements.ts";
import { makeSqliteFile, sqliteFileOfTest } from "./sqlite-files.ts";
import { describeStoreContract } from "./store-contract.ts";

const statements = recordStatements();

describeStoreContract("SQLite", makeSqliteFile);
describeStoreContract("PostgreSQL", borrowPostgres);

const EXCEPTIONS: readonly Exception[] = [
  {
    like: /^select \* from "receipts"$/,
    why: "a migration, once, on what was there before there were receipts",
  },
  {
    like: /where "orders"."id" (?:in \(\$1\)|= \(select ).* order by "attempts"."seq"$/,
    why: "PostgreSQL sorts the attempts of one order, which are few",
  },
  {
    like: /left join "attempts" .* where "orders"."id" in \(\$1(?:, \$\d+)+\)$/,
    why: "the orders of a page: PostgreSQL reads an index of attempts whole where it has next to nothing",
  },
  {
    like: /(?:"attention" in|from refunds where attention|from open_balances).* order by/,
    why: "the orders that need a person or are partly paid, which are few, are sorted by their time",
  },
  {
    like: /^\s*delete from link_uses\s+where not exists/,
    why: "a migration, once",
  },
  {
    like: /from "(?:order_figures|open_balances)".* group by/,
    why: "the rows of a day or of all open balances are added up",
  },
];
/** Fewer would mean that they were not recorded. */
const FEWEST = 60;

/** Of everything that was asked of the stores above. */
describe("every statement finds its rows by an index and in their order", () => {
  it("on SQLite", async () => {
    const database = await sqliteFileOfTest();
    await (await database.open()).close();
    const { sqlite } = statements;
    expect(sqlite.size).toBeGreaterThan(FEWEST);
    expect(slowOnSqlite(database.file, sqlite, EXCEPTIONS)).toEqual([]);
    for (const planted of [
      "select id from orders where data = ?",
      "select id from orders where status = ? order by version limit ?",
      "update tasks set due_at = ? where leased_until is not null",
    ])
      expect(slowOnSqlite(database.file, [planted])).toHaveLength(1);
  });

  it("on PostgreSQL", async () => {
    // A new one: what PostgreSQL has counted in a used database, and when, would decide the plans.
    const { url } = await postgresOfTest();
    await openForTest(url);
    const { postgres } = statements;
    expect(postgres.size).toBeGreaterThan(FEWEST);
    expect(await slowOnPostgres(url, postgres, EXCEPTIONS)).toEqual([]);
    for (const planted of [
      "select id from orders where data = $1",
      "select id from orders where status = $1 order by version limit $2",
      "update tasks set due_at = $1 where leased_until is not null",
    ])
      expect(await slowOnPostgres(url, [planted])).toHaveLength(1);
  });
});
