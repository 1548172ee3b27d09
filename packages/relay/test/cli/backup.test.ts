import { spawn } from "node:child_process";
import { once } from "node:events";
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
import { createOrderResponseSchema } from "@malipo/protocol";
import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { openSqlStore } from "../../src/adapters/sql-store/open.ts";
import { runCli } from "../../src/cli/run.ts";
import { createRelay } from "../../src/index.ts";
import { quiet, testConfig } from "../support/created-relay.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { until } from "../support/until.ts";
import { GOOD, testContext } from "./cli-context.ts";

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
  const child = spawn(process.execPath, [BIN, "backup", target, "--json"], {
    env: {
      PATH: process.env["PATH"],
      ...GOOD,
      MALIPO_DATABASE_URL: databaseUrl,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [output, errors] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output, errors };
}

/** A relay whose merchant never stops making orders; those that were acknowledged. */
async function startBusyRelay() {
  const config = testConfig({ MALIPO_MERCHANT_KEY: MERCHANT_KEY });
  const relay = createRelay(quiet(config));
  const { port } = await relay.listen();
  const acknowledged: string[] = [];
  let busy = true;
  const makeOrders = async (): Promise<void> => {
    while (busy) {
      const response = await fetch(
        `http://127.0.0.1:${port}/v1/merchant/orders`,
        {
          method: "POST",
          headers: {
            authorization: `Bearer ${MERCHANT_KEY}`,
            "content-type": "application/json",
          },
          body: JSON.stringify({
            lines: [
              {
                sku: "A",
                name: "Shirt",
                quantity: 1,
                unitAmount: { value: 100, currency: "KES" },
              },
            ],
          }),
        },
      );
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
    const { code, output, errors } = await backUp(config.databaseUrl, target);
    await stop();
    expect([code, errors]).toEqual([0, ""]);
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
        const file = path.join(folder, "other");
        writeFileSync(file, "something else");
        return file;
      },
    ],
    [
      "a link to a file",
      (folder) => {
        writeFileSync(path.join(folder, "aim"), "");
        symlinkSync(path.join(folder, "aim"), path.join(folder, "link"));
        return path.join(folder, "link");
      },
    ],
    [
      "a link to nothing",
      (folder) => {
        symlinkSync(path.join(folder, "nothing"), path.join(folder, "link"));
        return path.join(folder, "link");
      },
    ],
    ["the database itself", (_folder, database) => database],
    ["the name of its log", (_folder, database) => `${database}-wal`],
    ["the name of its lock", (_folder, database) => `${database}-lock`],
    ["a folder", (folder) => folder],
    ["a folder that is not there", (folder) => path.join(folder, "no", "copy")],
  ])("overwrites nothing: %s", async (_what, makeTarget) => {
    const { databaseUrl } = testConfig();
    await (await openSqlStore(databaseUrl)).close();
    const database = fileOf(databaseUrl);
    const before = readFileSync(database);
    const folder = temporaryFolder();
    const target = makeTarget(folder, database);
    const files = [readdirSync(folder), readdirSync(path.dirname(database))];
    const context = testContext({ ...GOOD, MALIPO_DATABASE_URL: databaseUrl });
    expect(await runCli(["backup", target], context)).toBe(1);
    expect(context.errorOutput()).toMatch(/^malipo: /);
    expect([readdirSync(folder), readdirSync(path.dirname(database))]).toEqual(
      files,
    );
    expect(readFileSync(database).equals(before)).toBe(true);
  });

  it("leaves no copy of a damaged database", async () => {
    const { databaseUrl } = testConfig();
    await (await openSqlStore(databaseUrl)).close();
    const database = fileOf(databaseUrl);
    const bytes = readFileSync(database);
    bytes.fill(0x5a, 4096, 4096 * 6);
    writeFileSync(database, bytes);
    const folder = temporaryFolder();
    const context = testContext({ ...GOOD, MALIPO_DATABASE_URL: databaseUrl });
    const target = path.join(folder, "copy");
    expect(await runCli(["backup", target], context)).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("leaves PostgreSQL to pg_dump", async () => {
    const context = testContext({
      ...GOOD,
      MALIPO_DATABASE_URL: "postgres://malipo@127.0.0.1:1/malipo",
    });
    expect(await runCli(["backup", "copy"], context)).toBe(2);
    expect(context.errorOutput()).toContain("pg_dump");
  });

  it("makes no database where there is none", async () => {
    const { databaseUrl } = testConfig();
    const context = testContext({ ...GOOD, MALIPO_DATABASE_URL: databaseUrl });
    const target = path.join(temporaryFolder(), "copy");
    expect(await runCli(["backup", target], context)).toBe(1);
    expect(existsSync(fileOf(databaseUrl))).toBe(false);
  });

  it.each([[[]], [[""]], [["a", "b"]], [["a", "--force"]], [[" a"]]])(
    "refuses the arguments %j",
    async (args) => {
      const context = testContext(GOOD);
      expect(await runCli(["backup", ...args], context)).toBe(2);
      expect(context.errorOutput()).toMatch(/Try: malipo backup --help/);
    },
  );
});
