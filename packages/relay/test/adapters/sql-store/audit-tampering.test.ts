/** The database itself keeps the audit log as it is, also from somebody who writes SQL. */
import Sqlite from "better-sqlite3";
import pg from "pg";
import { describe, expect, it, onTestFinished } from "vitest";
import { openSqlStore } from "../../../src/adapters/sql-store/open.ts";
import { borrowedPostgres } from "../../support/postgres/databases.ts";
import { auditEntry } from "./contract/audit-log.ts";
import { sqliteFileOfTest } from "./sqlite-files.ts";

const TAMPERING = [
  "update audit_log set data = '{}'",
  "update audit_log set actor_id = 'key_2' where seq = 1",
  "delete from audit_log",
  "delete from audit_log where seq = 1",
];

async function fill(url: string): Promise<void> {
  const store = await openSqlStore(url);
  await store.transaction((tx) => tx.auditLog.append(auditEntry("a")));
  await store.close();
}

async function expectUnchanged(url: string): Promise<void> {
  const store = await openSqlStore(url);
  const { items } = await store.auditLog.list({}, { limit: 10 });
  expect(items).toEqual([auditEntry("a")]);
  await store.close();
}

describe("an entry of the audit log can't be changed or removed", () => {
  it("on SQLite", async () => {
    const { file } = await sqliteFileOfTest();
    await fill(`sqlite:${file}`);
    const db = new Sqlite(file);
    for (const text of TAMPERING)
      expect(() => db.prepare(text).run(), text).toThrow("append-only");
    db.close();
    await expectUnchanged(`sqlite:${file}`);
  });

  it("on PostgreSQL", async () => {
    const { url } = await borrowedPostgres();
    await fill(url);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    onTestFinished(() => client.end());
    for (const text of [...TAMPERING, "truncate audit_log"])
      await expect(client.query(text), text).rejects.toThrow("append-only");
    await expectUnchanged(url);
  });
});
