import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { openSqlStore } from "../../src/adapters/sql-store/open.ts";
import { ProviderServer, http } from "../adapters/almara/provider-server.ts";
import type { Reply } from "../adapters/almara/provider-server.ts";
import { writeOlderDatabase } from "../adapters/sql-store/older-database.ts";
import { postgresOfTest } from "../support/postgres/databases.ts";
import { temporaryFolder } from "../support/temporary.ts";
import {
  CANARY_FLEXPAY,
  CANARY_WEBHOOK_SECRET,
  GOOD,
  runCommand,
} from "./cli-context.ts";

const ROUTE = "DED81224-70B6-ED11-AD49-0EE00E897F52";
const HEALTHY: Readonly<Record<string, Reply>> = {
  "GET /api_health_check": { text: "Healthy" },
  "POST /connect/token": http(200, {
    access_token: "canary-token",
    expires_in: 3600,
  }),
  "GET /v1/transaction-routes/assigned-routes": http(200, {
    routes: [
      {
        id: ROUTE.toLowerCase(),
        category: "1",
        categoryDescription: "Card",
        categoryIsEnabled: true,
        country: "Kenya",
        routeIsActive: true,
        channelTypes: [{ channelType: 172, channelDescription: "Card" }],
      },
    ],
  }),
};

async function run(
  replies: typeof HEALTHY,
  more: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
) {
  await using server = await ProviderServer.start();
  for (const [route, reply] of Object.entries(replies)) server.on(route, reply);
  const url = `sqlite:${path.join(temporaryFolder(), "relay.sqlite")}`;
  await (await openSqlStore(url)).close();
  return await runCommand(["doctor", ...args], {
    ...GOOD,
    MALIPO_DATABASE_URL: url,
    ALMARA_API_URL: server.url,
    ALMARA_TOKEN_URL: `${server.url}/connect/token`,
    ...more,
  });
}

describe("malipo doctor", () => {
  it("finds nothing wrong where all is well", async () => {
    const { code, text, errors } = await run(HEALTHY, {
      ALMARA_CARD_ROUTE_ID: ROUTE,
      ALMARA_CARD_CHANNEL_TYPE: "172",
      ALMARA_CHECKOUT_HOSTS: "pay.example",
    });
    expect(errors).toBe("");
    expect(code).toBe(0);
    expect(text.replace(/SQLite [\d.]+/, "SQLite").split("\n")).toEqual([
      "ok    configuration: methods mpesa, card",
      "ok    database: can be opened and written to; SQLite",
      "ok    Almara Pay, health: responds",
      "ok    Almara Pay, credentials and routes: accepted; routes assigned: 1",
      "",
    ]);
    expect(text).not.toContain("canary");
  });

  it("makes no database", async () => {
    const folder = temporaryFolder();
    const missing = `sqlite:${path.join(folder, "relay.sqlite")}`;
    const { code, text } = await run(HEALTHY, { MALIPO_DATABASE_URL: missing });
    expect(text).toContain("note  database: is missing;");
    expect(code).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
    const nowhere = `sqlite:${path.join(folder, "no", "relay.sqlite")}`;
    const failed = await run(HEALTHY, { MALIPO_DATABASE_URL: nowhere });
    expect(failed.text).toMatch(/^FAIL {2}database: The folder/m);
    expect(failed.code).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("says of an older database that serve will migrate it, and leaves it", async () => {
    const file = path.join(temporaryFolder(), "relay.sqlite");
    await writeOlderDatabase(file, 2, {});
    const before = readFileSync(file);
    const older = await run(HEALTHY, { MALIPO_DATABASE_URL: `sqlite:${file}` });
    expect(older.code).toBe(0);
    expect(older.text).toMatch(/^note {2}database: was written by an older/m);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it("says which PostgreSQL it is, and that one is empty, and makes no tables", async () => {
    const { url, query } = await postgresOfTest();
    const empty = await run(HEALTHY, { MALIPO_DATABASE_URL: url });
    expect(empty.text).toMatch(/^note {2}database: is missing;.*PostgreSQL/m);
    expect(
      await query("select 1 from pg_tables where schemaname = 'public'"),
    ).toEqual([]);
    await (await openSqlStore(url)).close();
    const { text, code } = await run(HEALTHY, { MALIPO_DATABASE_URL: url });
    // The tests' server does not flush, which is noted.
    expect(text).toMatch(/^note {2}database: PostgreSQL \d.* fsync/m);
    expect(text).not.toContain("postgres:test");
    expect(code).toBe(0);
  });

  it("names all that is wrong, and no secret", async () => {
    const replies = {
      "GET /api_health_check": http(503),
      "POST /connect/token": http(401, { error: "invalid_client" }),
    };
    const { code, text, errors } = await run(replies, {
      MALIPO_WEBHOOK_URL: "http://127.0.0.1:9/hook",
      MALIPO_WEBHOOK_SECRET: CANARY_WEBHOOK_SECRET,
    });
    expect(code).toBe(1);
    for (const words of [
      /FAIL {2}Almara Pay, health: does not respond: HTTP 503\./,
      /FAIL {2}Almara Pay, credentials and routes: .*invalid_client/,
      /FAIL {2}webhook receiver: does not respond/,
    ])
      expect(text).toMatch(words);
    expect(errors).toBe("\n3 checks failed.\n");
    expect(text).not.toContain("canary");
  });

  it("names network errors in the same words everywhere", async () => {
    const gone = await ProviderServer.start();
    const { url } = gone;
    await gone[Symbol.asyncDispose]();
    const refused = "nothing is listening there (ECONNREFUSED)";
    const { text } = await run(
      {},
      {
        ALMARA_API_URL: url,
        ALMARA_TOKEN_URL: `${url}/connect/token`,
        MALIPO_WEBHOOK_URL: `${url}/hook`,
        MALIPO_WEBHOOK_SECRET: CANARY_WEBHOOK_SECRET,
        ...CANARY_FLEXPAY,
        FLEXPAY_API_URL: url,
      },
    );
    const failed = text.split("\n").filter((line) => line.startsWith("FAIL"));
    expect(failed).toHaveLength(4);
    for (const line of failed) expect(line).toContain(refused);
    const env = { ...GOOD, MALIPO_PUBLIC_URL: url };
    const client = await runCommand(["orders", "list"], env);
    expect(client.code).toBe(1);
    expect(client.errors).toContain(refused);
  });

  it("misses a configured route among the assigned ones", async () => {
    const { code, text } = await run(HEALTHY, {
      ALMARA_PAYOUT_ROUTE_ID: "another",
      ALMARA_PAYOUT_CHANNEL_TYPE: "1",
    });
    expect(code).toBe(1);
    expect(text).toContain("ALMARA_PAYOUT_ROUTE_ID is not among the assigned");
  });

  it("prints the addresses to register only when asked", async () => {
    const more = { ALMARA_PAYBILL_SHORT_CODE: "880047" };
    const quiet = await run(HEALTHY, more);
    expect(quiet.text).not.toContain("/callbacks/");
    const asked = await run(HEALTHY, more, ["--addresses"]);
    expect(asked.text).toMatch(
      /C2B IPN: http:\/\/localhost:4001\/callbacks\/almara\/c2b\?s=[\w-]{20,}\n/,
    );
  });

  it("runs no check with a wrong configuration", async () => {
    const wrong = { ...GOOD, ALMARA_API_URL: "ftp://x" };
    const { code, text, errors } = await runCommand(["doctor"], wrong);
    expect([code, text]).toEqual([2, ""]);
    expect(errors).toContain("ALMARA_API_URL");
  });
});
