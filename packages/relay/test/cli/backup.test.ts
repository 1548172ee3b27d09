import { execFile } from "node:child_process";
import {
  existsSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createOrderResponseSchema } from "@malipo/protocol";
import Sqlite from "better-sqlite3";
import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { openSqlStore } from "../../src/adapters/sql-store/open.ts";
import { createRelay } from "../../src/index.ts";
import { quiet, testConfig } from "../support/created-relay.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { until } from "../support/until.ts";
import { GOOD, runCommand } from "./cli-context.ts";

const BIN = fileURLToPath(new URL("../../bin/malipo.js", import.meta.url));
const MERCHANT_KEY = "a-merchant-key-for-a-backup-0123456789";

const backupSchema = z.object({
  bytes: z.number(),
  rows: z.record(z.string(), z.number()),
});

const fileOf = (databaseUrl: string): string =>
  databaseUrl.slice("sqlite:".length);

/** The command as its own process: another relay's locks don't bind the process that holds them. */
async function backUp(databaseUrl: string, target: string) {
  const { PATH } = process.env;
  const env = { PATH, ...GOOD, MALIPO_DATABASE_URL: databaseUrl };
  const args = [BIN, "backup", target, "--json"];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, {
    env,
  });
  return { output: stdout, errors: stderr };
}

const backUpHere = (databaseUrl: string, target: string) =>
  runCommand(["backup", target], { ...GOOD, MALIPO_DATABASE_URL: databaseUrl });

/** An empty database. */
async function madeDatabase() {
  const { databaseUrl } = testConfig();
  await (await openSqlStore(databaseUrl)).close();
  return { databaseUrl, database: fileOf(databaseUrl) };
}

/** A relay whose merchant never stops making orders; those that were acknowledged. */
async function startBusyRelay() {
  const config = testConfig({ MALIPO_MERCHANT_KEY: MERCHANT_KEY });
  const relay = createRelay(quiet(config));
  const { port } = await relay.listen();
  const url = `http://127.0.0.1:${port}/v1/merchant/orders`;
  const headers = {
    authorization: `Bearer ${MERCHANT_KEY}`,
    "content-type": "application/json",
  };
  const unitAmount = { value: 100, currency: "KES" };
  const lines = [{ sku: "A", name: "Shirt", quantity: 1, unitAmount }];
  const body = JSON.stringify({ lines });
  const acknowledged: string[] = [];
  let busy = true;
  const makeOrders = async (): Promise<void> => {
    while (busy) {
      const response = await fetch(url, { method: "POST", headers, body });
      const { order } = createOrderResponseSchema.parse(await response.json());
      acknowledged.push(order.id);
    }
  };
  const working = Promise.all([makeOrders(), makeOrders(), makeOrders()]);
  const stop = async (): Promise<void> => {
    busy = false;
    await working;
  };
  onTestFinished(async () => {
    await stop();
    await relay.close();
  });
  return { config, acknowledged, stop };
}

describe("malipo backup", () => {
  it("copies every order that was acknowledged before, while more are made", async () => {
    const { config, acknowledged, stop } = await startBusyRelay();
    await until("orders", () => acknowledged.length >= 40);
    const before = [...acknowledged];
    const target = path.join(temporaryFolder(), "copy.sqlite");
    const { output, errors } = await backUp(config.databaseUrl, target);
    await stop();
    expect(errors).toBe("");
    expect(acknowledged.length).toBeGreaterThan(before.length);
    const { rows, bytes } = backupSchema.parse(JSON.parse(output));
    expect(rows["orders"]).toBeGreaterThanOrEqual(before.length);
    expect(rows["orders"]).toBeLessThanOrEqual(acknowledged.length);
    expect(statSync(target)).toMatchObject({ size: bytes });
    expect(statSync(target).mode & 0o777).toBe(0o600);
    expect(readdirSync(path.dirname(target))).toEqual(["copy.sqlite"]);

    const copy = await openSqlStore(`sqlite:${target}`, { mustExist: true });
    onTestFinished(() => copy.close());
    for (const id of before) expect(await copy.getOrder(id), id).toBeDefined();
    expect(await copy.listSigningKeys()).toHaveLength(1);
  });

  it.each<[string, (folder: string, database: string) => string]>([
    [
      "a file that exists",
      (folder) => {
        writeFileSync(path.join(folder, "copy"), "something else");
        return path.join(folder, "copy");
      },
    ],
    ...["aim", "nothing"].map((name): [string, (folder: string) => string] => [
      `a link to ${name}`,
      (folder) => {
        writeFileSync(path.join(folder, "aim"), "");
        symlinkSync(path.join(folder, name), path.join(folder, "link"));
        return path.join(folder, "link");
      },
    ]),
    ["the database itself", (_folder, database) => database],
    ["the name of its log", (_folder, database) => `${database}-wal`],
    ["the name of its lock", (_folder, database) => `${database}-lock`],
    ["a folder", (folder) => folder],
    ["a folder that is not there", (folder) => path.join(folder, "no", "copy")],
    ["a name that is too long", (folder) => path.join(folder, "c".repeat(300))],
    [
      "a file of another backup under way",
      (folder) => {
        const name = `.copy.${process.pid}.partial`;
        writeFileSync(path.join(folder, name), "");
        return path.join(folder, "copy");
      },
    ],
  ])("overwrites nothing: %s", async (_what, makeTarget) => {
    const { databaseUrl, database } = await madeDatabase();
    const before = readFileSync(database);
    const folder = temporaryFolder();
    const target = makeTarget(folder, database);
    const files = () =>
      [folder, path.dirname(database)].map((each) => readdirSync(each));
    const filesBefore = files();
    const { code, errors } = await backUpHere(databaseUrl, target);
    expect(code).toBe(1);
    expect(errors).toMatch(/^malipo: /);
    expect(files()).toEqual(filesBefore);
    expect(readFileSync(database).equals(before)).toBe(true);
  });

  it("overwrites no file that appears while it copies", async () => {
    const { databaseUrl } = await madeDatabase();
    const target = path.join(temporaryFolder(), "copy");
    const copying = backUpHere(databaseUrl, target);
    writeFileSync(target, "something else");
    expect(await copying).toMatchObject({ code: 1, text: "" });
    expect(readFileSync(target, "utf8")).toBe("something else");
    expect(readdirSync(path.dirname(target))).toEqual(["copy"]);
  });

  it("leaves no copy of a database with rows that belong to nothing", async () => {
    const { databaseUrl, database } = await madeDatabase();
    const native = new Sqlite(database);
    native.pragma("foreign_keys = off");
    native.exec(
      "insert into receipts values ('almara', 'SKL7X2Q9WD', 'no-attempt')",
    );
    native.close();
    const folder = temporaryFolder();
    const { code } = await backUpHere(databaseUrl, path.join(folder, "copy"));
    expect(code).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("leaves no copy of a damaged database", async () => {
    const { databaseUrl, database } = await madeDatabase();
    const bytes = readFileSync(database);
    bytes.fill(0x5a, 4096, 4096 * 6);
    writeFileSync(database, bytes);
    const folder = temporaryFolder();
    const target = path.join(folder, "copy");
    expect((await backUpHere(databaseUrl, target)).code).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("leaves PostgreSQL to pg_dump", async () => {
    const url = "postgres://malipo@127.0.0.1:1/malipo";
    const { code, errors } = await backUpHere(url, "copy");
    expect(code).toBe(2);
    expect(errors).toContain("pg_dump");
  });

  it("makes no database where there is none", async () => {
    const { databaseUrl } = testConfig();
    const target = path.join(temporaryFolder(), "copy");
    expect((await backUpHere(databaseUrl, target)).code).toBe(1);
    expect(existsSync(fileOf(databaseUrl))).toBe(false);
  });

  it.each([[[]], [[""]], [["a", "b"]], [["a", "--force"]], [[" a"]]])(
    "refuses the arguments %j",
    async (args) => {
      const { code, errors } = await runCommand(["backup", ...args]);
      expect(code).toBe(2);
      expect(errors).toMatch(/Try: malipo backup --help/);
    },
  );
});
