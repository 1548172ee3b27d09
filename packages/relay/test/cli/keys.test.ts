import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { openSqlStore } from "../../src/adapters/sql-store/open.ts";
import { runCli } from "../../src/cli/run.ts";
import { createRelay } from "../../src/index.ts";
import { MASTER_KEY, quiet, testConfig } from "../support/created-relay.ts";
import { ManualClock } from "../support/manual-clock.ts";
import { postgresOfTest } from "../support/postgres/databases.ts";
import { GOOD, runCommand, testContext } from "./cli-context.ts";

const MINUTE = 60;

const outputSchema = z.object({
  keys: z.array(z.object({ kid: z.string(), state: z.string() })),
});

/** A relay that is running, and the command beside it, which believes in its own clock. */
async function startWorld(store: "SQLite" | "PostgreSQL") {
  const database =
    store === "PostgreSQL"
      ? { MALIPO_DATABASE_URL: (await postgresOfTest()).url }
      : {};
  const config = testConfig({ ...database, MALIPO_PUBLIC_URL: GOOD_URL });
  const relay = createRelay(quiet(config));
  onTestFinished(() => relay.close());
  await relay.start();
  const clock = new ManualClock(new Date().toISOString());
  const run = async (...args: readonly string[]) => {
    const context = testContext(
      {
        ...GOOD,
        MALIPO_MASTER_KEY: MASTER_KEY,
        MALIPO_DATABASE_URL: config.databaseUrl,
      },
      { clock },
    );
    const [command = "", ...rest] = args;
    const code = await runCli(["keys", command, "--json", ...rest], context);
    const text = context.written();
    const found = text === "" ? [] : outputSchema.parse(JSON.parse(text)).keys;
    return {
      code,
      errors: context.errorOutput(),
      states: found.map(({ state }) => state),
      kids: found.map(({ kid }) => kid),
    };
  };
  return { run, clock, config };
}

const GOOD_URL = "http://localhost:4001";

describe.each(["SQLite", "PostgreSQL"] as const)(
  "malipo keys beside a relay on %s",
  (store) => {
    it("takes a key through its states, and repeats without effect", async () => {
      const { run, clock } = await startWorld(store);
      const [first = ""] = (await run("list")).kids;
      clock.advance(60 * MINUTE);
      const rotated = await run("rotate");
      expect(rotated).toMatchObject({ code: 0, states: ["next", "active"] });
      expect((await run("rotate")).kids).toEqual(rotated.kids);
      expect((await run("retire", first)).code).toBe(3);
      clock.advance(10 * MINUTE);
      expect((await run("list")).states).toEqual(["active", "retiring"]);
      expect((await run("retire", first)).code).toBe(3);
      clock.advance(12 * MINUTE);
      for (let time = 0; time < 2; time += 1)
        expect(await run("retire", first)).toMatchObject({
          code: 0,
          states: ["active", "retired"],
        });
      const [second = ""] = rotated.kids;
      expect(await run("retire", second, "--now")).toMatchObject({
        code: 0,
        states: ["active", "retired", "retired"],
      });
      expect((await run("retire", "unknown")).code).toBe(4);
    });
  },
);

describe("malipo keys", () => {
  it("leaves an entry in the audit log for each change, and each refusal", async () => {
    const { run, clock, config } = await startWorld("SQLite");
    const [first = ""] = (await run("list")).kids;
    clock.advance(60 * MINUTE);
    const [next = ""] = (await run("rotate")).kids;
    await run("rotate");
    await run("retire", first);
    await run("retire", "unknown");
    await run("retire", first, "--now");
    const store = await openSqlStore(config.databaseUrl, { mustExist: true });
    onTestFinished(() => store.close());
    const { items } = await store.auditLog.list({}, { limit: 10 });
    expect(
      items
        .toReversed()
        .map(({ action, object, outcome, code }) => [
          action,
          object.id,
          outcome,
          code,
        ]),
    ).toEqual([
      ["rotateSigningKey", next, "done", null],
      ["rotateSigningKey", null, "unchanged", null],
      ["retireSigningKey", first, "refused", "active"],
      ["retireSigningKey", null, "refused", "unknown"],
      ["retireSigningKey", first, "done", null],
    ]);
    expect(items[0]?.actor.type).toBe("command_line");
  });

  it("takes a key id that begins with a dash for no option", async () => {
    const { run } = await startWorld("SQLite");
    for (const kid of ["-".padEnd(43, "a"), "--now".padEnd(43, "a")])
      for (const args of [[kid], [kid, "--now"], ["--", kid]])
        expect((await run("retire", ...args)).code).toBe(4);
  });

  it("makes a key that signs at once where there is none", async () => {
    const { databaseUrl } = testConfig();
    await (await openSqlStore(databaseUrl)).close();
    const env = { ...GOOD, MALIPO_DATABASE_URL: databaseUrl };
    expect(await runCommand(["keys", "list"], env)).toEqual({
      code: 0,
      text: "",
      errors: "No results.\n",
    });
    const rotated = await runCommand(["keys", "rotate"], env);
    expect(rotated.code).toBe(0);
    expect(rotated.text).toMatch(/ active /);
  });

  it("lets two who rotate at once publish one key", async () => {
    const { run, clock } = await startWorld("SQLite");
    clock.advance(60 * MINUTE);
    await Promise.all([run("rotate"), run("rotate")]);
    expect((await run("list")).states).toEqual(["next", "active"]);
  });

  it("adds no key that the relays could not open", async () => {
    const { run, config } = await startWorld("SQLite");
    const env = { ...GOOD, MALIPO_DATABASE_URL: config.databaseUrl };
    const { code, errors } = await runCommand(["keys", "rotate"], env);
    expect(code).toBe(1);
    expect(errors).toContain("MALIPO_MASTER_KEY");
    expect((await run("list")).kids).toHaveLength(1);
  });

  it.each<[string, readonly string[]]>([
    ["no command", []],
    ["an unknown command", ["revoke"]],
    ["a key where none belongs", ["rotate", "kid"]],
    ["no key", ["retire"]],
    ["two keys", ["retire", "a", "b"]],
    ["an option of another command", ["rotate", "--now"]],
    ["an unknown option", ["list", "--force"]],
  ])("refuses %s", async (_what, args) => {
    const { code, errors } = await runCommand(["keys", ...args]);
    expect(code).toBe(2);
    expect(errors).toMatch(/^malipo: .*Try: malipo keys(?: \w+)? --help\n$/);
  });

  it("refuses a database that is not there, and makes none", async () => {
    const env = { ...GOOD, MALIPO_DATABASE_URL: testConfig().databaseUrl };
    expect((await runCommand(["keys", "list"], env)).code).toBe(1);
  });
});
