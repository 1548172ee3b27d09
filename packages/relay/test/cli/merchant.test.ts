import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { MERCHANT_COMMANDS } from "../../src/cli/merchant/commands.ts";
import { runCli } from "../../src/cli/run.ts";
import { createOpenApiDocument } from "../../src/http/openapi/document.ts";
import { ROUTE_GROUPS } from "../../src/http/routes.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { MERCHANT_KEY, startTestRelay } from "../support/test-relay.ts";
import { testContext } from "./cli-context.ts";
import { envOf, listen } from "./merchant-world.ts";

const LINE = {
  sku: "A",
  name: "Apron",
  quantity: 1,
  unitAmount: { value: 150_000, currency: "KES" },
};

type Schema = Readonly<Record<string, unknown>>;

const DOCUMENT = createOpenApiDocument("https://pay.shop.example", "0.0.0");

const at = (json: unknown, keys: readonly string[]): unknown =>
  keys.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null
        ? Reflect.get(value, key)
        : undefined,
    json,
  );

/** What a call answers with 200, as the relay describes it. */
function answerSchema(method: string, address: string): Schema {
  const path = address.replaceAll(/:(\w+)/g, "{$1}");
  return at(DOCUMENT, [
    "paths",
    path,
    method.toLowerCase(),
    "responses",
    "200",
    "content",
    "application/json",
    "schema",
  ]) as Schema;
}

/** Whether values of this schema have the member; "[]" stands for an item of a list. */
function hasPath(schema: Schema, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return true;
  const { $ref, anyOf } = schema;
  if (typeof $ref === "string")
    return hasPath(at(DOCUMENT, $ref.slice(2).split("/")) as Schema, [
      key,
      ...rest,
    ]);
  if (Array.isArray(anyOf))
    return anyOf.some((each: Schema) => hasPath(each, [key, ...rest]));
  const inner = at(schema, key === "[]" ? ["items"] : ["properties", key]);
  return inner !== undefined && hasPath(inner as Schema, rest);
}

describe("malipo <group> <command>", () => {
  it("has a command for every call of the merchant's side, and no other", () => {
    const called = Object.values(MERCHANT_COMMANDS)
      .flat()
      .map(({ method, path: address }) => `${method} ${address}`);
    const described = ROUTE_GROUPS.flatMap((group) => group.routes)
      .filter(({ access }) => access === "merchantKey")
      .map((each) => `${each.method} ${each.path}`);
    expect(called.toSorted()).toEqual(described.toSorted());
  });

  it("shows lists and columns that the relay's answers have", () => {
    for (const { method, path: address, rows, columns = {} } of Object.values(
      MERCHANT_COMMANDS,
    ).flat()) {
      if (rows === undefined) continue;
      const answer = answerSchema(method, address);
      for (const column of Object.values(columns))
        expect(
          hasPath(answer, [rows, "[]", ...column.split(".")]),
          `${method} ${address}: ${rows}[].${column}`,
        ).toBe(true);
    }
  });

  it("names only options in its query that it has", () => {
    for (const { options = {}, query = [] } of Object.values(
      MERCHANT_COMMANDS,
    ).flat())
      for (const entry of query)
        expect(Object.keys(options)).toContain(entry.split(":")[0]);
  });

  it.each(Object.keys(MERCHANT_COMMANDS))(
    "%s explains itself",
    async (group) => {
      const context = testContext();
      expect(await runCli([group, "--help"], context)).toBe(0);
      for (const { name, about } of MERCHANT_COMMANDS[group] ?? []) {
        expect(context.written()).toContain(`malipo ${group} ${name}`);
        expect(context.written()).toContain(about);
      }
      expect(context.written()).toContain("Exit codes:");
    },
  );

  it("makes, lists and shows orders: a table on a terminal, lines in a pipe, JSON when asked", async () => {
    const relay = await startTestRelay({ asleep: true });
    const env = envOf(relay.url);
    const made = testContext(env, {
      readInput: () => Promise.resolve(JSON.stringify({ lines: [LINE] })),
    });
    expect(await runCli(["orders", "create", "--json"], made)).toBe(0);
    const { order } = JSON.parse(made.written()) as {
      order: { id: string; reference: string };
    };

    const table = testContext(env);
    expect(await runCli(["orders", "list"], table)).toBe(0);
    const [heading = "", row = ""] = table.written().split("\n");
    expect(heading).toMatch(/^ID +REFERENCE +STATUS +AMOUNT/);
    expect(row).toContain(order.id);
    expect(row).toContain("KES 1500.00");
    expect(row.indexOf("KES")).toBe(heading.indexOf("AMOUNT"));

    const piped = testContext(env, { terminal: false });
    expect(await runCli(["orders", "list", "--status=open"], piped)).toBe(0);
    expect(piped.written().split("\t").slice(0, 4)).toEqual([
      order.id,
      order.reference,
      "open",
      "KES 1500.00",
    ]);

    const shown = testContext(env);
    expect(await runCli(["orders", "show", order.id], shown)).toBe(0);
    expect(shown.written()).toMatch(
      new RegExp(`^order\\.id +${order.id}$`, "m"),
    );
    expect(shown.written()).toMatch(/^order\.amount +KES 1500\.00$/m);
  });

  it("goes on where a list ended", async () => {
    const relay = await startTestRelay({ asleep: true });
    const env = envOf(relay.url);
    for (const title of ["One", "Two"]) {
      const context = testContext(env, {
        readInput: () => Promise.resolve(JSON.stringify({ title })),
      });
      expect(await runCli(["links", "create"], context)).toBe(0);
      relay.clock.advance(1_000);
    }
    const first = testContext(env, { terminal: false });
    expect(await runCli(["links", "list", "--limit=1"], first)).toBe(0);
    expect(first.written()).toContain("Two");
    const cursor = /--cursor (\S+)/.exec(first.errorOutput())?.[1] ?? "";
    const second = testContext(env, { terminal: false });
    expect(
      await runCli(["links", "list", "--limit=1", "--cursor", cursor], second),
    ).toBe(0);
    expect(second.written()).toContain("One");
    expect(second.errorOutput()).toBe("");
  });

  it("repeats a request by its key", async () => {
    const relay = await startTestRelay({ asleep: true });
    const ids = [];
    for (let turn = 0; turn < 2; turn += 1) {
      const context = testContext(envOf(relay.url), {
        readInput: () => Promise.resolve(JSON.stringify({ lines: [LINE] })),
      });
      const args = ["orders", "create", "--json", "--key", "order-17"];
      expect(await runCli(args, context)).toBe(0);
      ids.push(
        (JSON.parse(context.written()) as { order: { id: string } }).order.id,
      );
    }
    expect(ids[0]).toBe(ids[1]);
  });

  it("leaves with 4 for what is not there and 3 for what the relay refuses, with its reason", async () => {
    const relay = await startTestRelay({ asleep: true });
    const missing = testContext(envOf(relay.url));
    expect(await runCli(["orders", "show", "ord_x"], missing)).toBe(4);
    expect(missing.errorOutput()).toMatch(/^malipo: .* \(not_found, request /);
    const refused = testContext(envOf(relay.url), {
      readInput: () => Promise.resolve('{"lines":[],"colour":"red"}'),
    });
    expect(await runCli(["orders", "create"], refused)).toBe(3);
    expect(refused.errorOutput()).toContain("invalid_request");
    expect(refused.errorOutput()).toContain("\n  lines ");
    expect(refused.errorOutput()).toMatch(/add --key [\w-]{36}/);
    const stranger = testContext({
      ...envOf(relay.url),
      MALIPO_MERCHANT_KEY: "another-key-0123456789",
    });
    expect(await runCli(["orders", "list"], stranger)).toBe(3);
    expect(stranger.errorOutput()).toContain("merchant_key_invalid");
    expect(stranger.errorOutput()).not.toContain("another-key");
  });

  it("reads the key from a file", async () => {
    const relay = await startTestRelay({ asleep: true });
    const file = path.join(temporaryFolder(), "key");
    writeFileSync(file, `${MERCHANT_KEY}\n`);
    const context = testContext({
      MALIPO_MERCHANT_KEY_FILE: file,
    });
    const args = ["orders", "list", "--relay", relay.url];
    expect(await runCli(args, context)).toBe(0);
    expect(context.errorOutput()).toBe("No results.\n");
  });

  it.each([
    [["orders"], "missing command for orders: list, show, create, cancel"],
    [["orders", "eat"], 'unknown command "orders eat"'],
    [["orders", "show"], "takes <id>"],
    [["orders", "list", "ord_1"], "takes no argument"],
    [["orders", "list", "--colour=red"], "--colour"],
    [["transfers", "reject", "TXN-1"], "--reason is missing"],
    [["orders", "create"], "standard input must be a JSON object"],
  ])("refuses %j in a sentence and begins nothing", async (args, words) => {
    const context = testContext(envOf("http://127.0.0.1:9"));
    expect(await runCli(args, context)).toBe(2);
    expect(context.errorOutput()).toContain(words);
    expect(context.written()).toBe("");
  });

  it("says all that is missing", async () => {
    const context = testContext({});
    expect(await runCli(["orders", "list"], context)).toBe(2);
    expect(context.errorOutput()).toContain("MALIPO_PUBLIC_URL");
    expect(context.errorOutput()).toContain("MALIPO_MERCHANT_KEY");
  });

  it("tells no relay, something else and a redirect from a relay", async () => {
    const nobody = testContext(envOf("http://127.0.0.1:9"));
    expect(await runCli(["orders", "list"], nobody)).toBe(1);
    expect(nobody.errorOutput()).toContain("can't reach the relay at");

    const page = await listen((_req, res) => res.end("<h1>Hello</h1>"));
    const other = testContext(envOf(page));
    expect(await runCli(["orders", "list"], other)).toBe(1);
    expect(other.errorOutput()).toContain("this is not a Malipo relay");

    let asked = 0;
    const target = await listen((_req, res) => {
      asked += 1;
      res.end("{}");
    });
    const elsewhere = await listen((_req, res) => {
      res.writeHead(307, { location: `${target}/` }).end();
    });
    const redirected = testContext(envOf(elsewhere));
    expect(await runCli(["orders", "list"], redirected)).toBe(1);
    expect(asked).toBe(0);
  });

  const STEERING = "\u001b[2J\u009b31mord\u0007_x\u202etxt\u2066\n\t";
  /** Control characters, and what turns the direction of writing. */
  const STEERS = /[\p{Cc}\p{Bidi_Control}]/u;

  it.each([
    ["a table", []],
    ["JSON", ["--json"]],
  ])("lets no answer steer the terminal: %s", async (_what, options) => {
    const orders = [{ id: STEERING, [STEERING]: STEERING }];
    const url = await listen((_req, res) => {
      res.setHeader("content-type", "application/json");
      res.end(JSON.stringify({ orders, nextCursor: STEERING }));
    });
    const context = testContext(envOf(url));
    expect(await runCli(["orders", "list", ...options], context)).toBe(0);
    const shown = context.written() + context.errorOutput();
    expect(shown).toContain("ord");
    expect(shown.replaceAll("\n", "")).not.toMatch(STEERS);
    if (options.length > 0)
      expect(JSON.parse(context.written())).toEqual({
        orders,
        nextCursor: STEERING,
      });
  });

  it("shows one thing without letting it steer, names and all", async () => {
    const url = await listen((_req, res) => {
      res.setHeader("content-type", "application/json");
      res.end(JSON.stringify({ [STEERING]: [{ [STEERING]: STEERING }] }));
    });
    const context = testContext(envOf(url));
    expect(await runCli(["orders", "show", "ord_1"], context)).toBe(0);
    expect(context.written()).toContain("ord");
    expect(context.written().replaceAll("\n", "")).not.toMatch(STEERS);
  });

  it("nor any refusal, which may hold the provider's words", async () => {
    const url = await listen((_req, res) => {
      res.writeHead(409, { "content-type": "application/problem+json" }).end(
        JSON.stringify({
          type: "https://pay.shop.example/problems/provider_conflict",
          title: "Conflict",
          status: 409,
          detail: `The provider refused: ${STEERING}`,
          instance: STEERING,
          code: "provider_conflict",
          errors: [{ field: STEERING, message: STEERING }],
        }),
      );
    });
    const context = testContext(envOf(url));
    expect(await runCli(["payouts", "reject", "1"], context)).toBe(3);
    expect(context.errorOutput()).toContain("The provider refused");
    expect(context.errorOutput().replaceAll("\n", "")).not.toMatch(STEERS);
  });
});
