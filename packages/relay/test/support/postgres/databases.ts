/** Databases for single tests, on the run's server or on one of a test's own. */
import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject, onTestFinished } from "vitest";
import type {} from "./setup.ts";

export interface PostgresDatabase {
  readonly url: string;
  /** Runs SQL beside the store. */
  readonly query: (sql: string) => Promise<readonly Record<string, unknown>[]>;
  readonly remove: () => Promise<void>;
}

export async function makePostgresDatabase(
  server: string = inject("postgresUrl"),
): Promise<PostgresDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await run(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    query: (sql) => run(url.href, sql),
    async remove() {
      await run(server, `drop database ${name} with (force)`);
    },
  };
}

/** The same, removed when the running test ends. */
export async function postgresOfTest(): Promise<PostgresDatabase> {
  const made = await makePostgresDatabase();
  onTestFinished(() => made.remove());
  return made;
}

/** A borrowed one, given back when the running test ends. */
export async function borrowedPostgres(): Promise<PostgresDatabase> {
  const borrowed = await borrowPostgresDatabase();
  onTestFinished(() => borrowed.remove());
  return borrowed;
}

const spare: PostgresDatabase[] = [];

/**
 * One without a row, given back and used again by the next test of the file: to make one takes longer than most tests.
 * Its tables may be there already.
 */
export async function borrowPostgresDatabase(): Promise<PostgresDatabase> {
  const made = spare.pop() ?? (await makePostgresDatabase());
  return {
    ...made,
    async remove() {
      await made.query(EMPTY);
      spare.push(made);
    },
  };
}

/** Deleting from small tables is quicker than `truncate`. What references comes before what it references. */
const EMPTY = `do $$ begin
  if to_regclass('orders') is not null then
    delete from receipts; delete from refunds; delete from deliveries; delete from events; delete from return_codes;
    delete from observations; delete from attempts; delete from order_contacts; delete from orders; delete from tasks;
    delete from idempotency; delete from payment_links; delete from signing_keys; delete from pings;
    delete from unmatched_payments; delete from transfer_decisions; delete from undecided_transfers; delete from rate_limits;
    delete from api_keys; delete from console_sessions; delete from webhook_endpoints;
    delete from order_figures; delete from link_uses; delete from link_figures; delete from open_balances; delete from alerts; delete from alert_messages;
    delete from provider_watches;
    delete from reconciliations; delete from reconciliation_differences;
    if exists (select from audit_log) then
      alter table audit_log disable trigger audit_log_append_only;
      delete from audit_log;
      alter table audit_log enable trigger audit_log_append_only;
    end if;
  end if;
end $$`;

async function run(
  url: string,
  sql: string,
): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}
