import { describe, expect, it } from "vitest";
import { openSqlStore } from "../../../src/adapters/sql-store/open.ts";
import { postgresOfTest } from "../../support/postgres/databases.ts";
import { insert, order, orderId } from "./contract/harness.ts";
import { openForTest } from "./postgres-databases.ts";

describe("a connection to PostgreSQL", () => {
  it("commits to the disk where the server's default is not to", async () => {
    const { url, query } = await postgresOfTest();
    const name = new URL(url).pathname.slice(1);
    await query(`alter database ${name} set synchronous_commit = off`);
    await query(
      `alter database ${name} set default_transaction_isolation = serializable`,
    );
    await query(
      `create table seen as select '' as name, '' as value where false`,
    );
    const store = await openForTest(url);
    await query(`
      create function note() returns trigger language plpgsql as $$ begin
        insert into seen select name, setting from pg_settings where name in
          ('synchronous_commit', 'transaction_isolation', 'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout');
        return null;
      end $$;
      create trigger note after insert on pings execute function note()`);
    await store.ping();
    const rows = await query("select name, value from seen order by name");
    expect(rows).toEqual([
      { name: "idle_in_transaction_session_timeout", value: "15000" },
      { name: "lock_timeout", value: "5000" },
      { name: "statement_timeout", value: "10000" },
      { name: "synchronous_commit", value: "on" },
      { name: "transaction_isolation", value: "read committed" },
    ]);
  });

  it("says what it leads to, and warns of a server that does not flush", async () => {
    const warnings: string[] = [];
    const { url } = await postgresOfTest();
    const store = await openForTest(url, {
      onWarning: (words) => warnings.push(words),
    });
    const { words } = await store.describe();
    expect(words).toMatch(/^PostgreSQL \d+(\.\d+)* at [^@]+:\d+\/test_\w+$/);
    expect(warnings).toEqual([expect.stringContaining("fsync")]);
  });

  it("takes text that PostgreSQL has no place for", async () => {
    const store = await openForTest((await postgresOfTest()).url);
    expect(await store.getOrder("ord_\0")).toBeUndefined();
    expect(await store.findOrderByAttempt("\0\ud800")).toBeUndefined();
    await insert(store, order("a", { reference: "a\0b" }));
    expect((await store.getOrder(orderId("a")))?.reference).toBe("a\0b");
  });

  it.each<[string, (url: URL) => void, string]>([
    ["a wrong password", (url) => (url.password = "canary-wrong"), "refused"],
    ["an unknown user", (url) => (url.username = "nobody"), "refused"],
    ["an unknown database", (url) => (url.pathname = "/nowhere"), "refused"],
    [
      "a server without TLS",
      (url) => (url.search = "?sslmode=require"),
      "refused",
    ],
    ["a port that nobody listens on", (url) => (url.port = "1"), "unavailable"],
    [
      "a host that is not there",
      (url) => (url.hostname = "db.invalid"),
      "unavailable",
    ],
  ])(
    "with %s is a StoreError without a secret",
    async (_what, change, code) => {
      const url = new URL((await postgresOfTest()).url);
      change(url);
      const error: unknown = await openSqlStore(url.href).catch(
        (reason: unknown) => reason,
      );
      expect(error).toMatchObject({ name: "StoreError", code });
      expect(JSON.stringify(error)).not.toContain("canary");
      expect(String(error)).not.toContain("canary");
    },
  );

  it("makes no tables where they must be there", async () => {
    const { url, query } = await postgresOfTest();
    await expect(openSqlStore(url, { mustExist: true })).rejects.toMatchObject({
      code: "missing",
    });
    expect(
      await query("select 1 from pg_tables where schemaname = 'public'"),
    ).toEqual([]);
  });

  it("tells of a database that takes no writes", async () => {
    const { url, query } = await postgresOfTest();
    await (await openForTest(url)).ping();
    const name = new URL(url).pathname.slice(1);
    await query(
      `alter database ${name} set default_transaction_read_only = on`,
    );
    const readOnly = await openForTest(url);
    await expect(readOnly.ping()).rejects.toMatchObject({ code: "unwritable" });
  });

  it("tells no stored value in an error", async () => {
    const store = await openForTest((await postgresOfTest()).url);
    await insert(store, order("a", { reference: "canary" }));
    const error: unknown = await insert(
      store,
      order("a", { reference: "canary" }),
    ).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "constraint" });
    const { cause } = error as Error;
    expect(`${JSON.stringify(error)} ${JSON.stringify(cause)}`).not.toMatch(
      /canary|ord_/,
    );
  });
});
