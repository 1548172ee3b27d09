/** The command on a database that another process has open, and what may be stored about a payer. */
import { expect, onTestFinished } from "vitest";
import { openSqlStore } from "../../src/adapters/sql-store/open.ts";
import type { UnmatchedPayment } from "../../src/domain/unmatched-payment.ts";
import { runCli } from "../../src/cli/run.ts";
import { NOTHING_ERASED } from "../../src/use-cases/upkeep/erase-order.ts";
import { anUnmatchedPayment } from "../domain/fixtures.ts";
import { testConfig } from "../support/created-relay.ts";
import { borrowedPostgres } from "../support/postgres/databases.ts";
import { GOOD, testContext } from "./cli-context.ts";

export const PHONE = "0712 345 678";
/** What must not be left anywhere. */
export const PERSONAL =
  /712[ -]?345[ -]?678|712 ••• 678|Wanjiku|example\.com|customer=17|secret-page/;
export const MESSAGE = new TextEncoder().encode(
  '{"MSISDN":"254712345678","FirstName":"Wanjiku"}',
);

export async function privacyWorld(kind: "SQLite" | "PostgreSQL") {
  const config = testConfig(
    kind === "PostgreSQL"
      ? { MALIPO_DATABASE_URL: (await borrowedPostgres()).url }
      : {},
  );
  const store = await openSqlStore(config.databaseUrl);
  onTestFinished(() => store.close());
  const run = async (...args: readonly string[]) => {
    const context = testContext({
      ...GOOD,
      MALIPO_DATABASE_URL: config.databaseUrl,
    });
    const code = await runCli(["privacy", "erase", ...args, "--json"], context);
    const output = context.written();
    expect(`${output}${context.errorOutput()}`).not.toMatch(PERSONAL);
    const figures: unknown = output === "" ? null : JSON.parse(output);
    return { code, figures };
  };
  return { store, run, url: config.databaseUrl };
}

export const unmatched = (
  id: string,
  phone: string | null,
  account: string,
): UnmatchedPayment =>
  anUnmatchedPayment({
    ...{ id, phone, account },
    raw: new TextEncoder().encode(`{"id":"${id}"}`),
  });

export const NONE = { ...NOTHING_ERASED, stillOpen: [], possible: [] };
