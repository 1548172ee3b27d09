import { createOrderResponseSchema } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import type { Env } from "../../src/adapters/environment/environment.ts";
import {
  MERCHANT_COMMANDS,
  SINGLE_COMMANDS,
} from "../../src/cli/merchant/commands.ts";
import { createOpenApiDocument } from "../../src/http/openapi/document.ts";
import { ROUTE_GROUPS } from "../../src/http/routes.ts";
import { temporaryFile } from "../support/temporary.ts";
import { MERCHANT_KEY, startTestRelay } from "../support/test-relay.ts";
import { runCommand } from "./cli-context.ts";
import { answeringWith, envOf, listen } from "./merchant-world.ts";

const unitAmount = { value: 150_000, currency: "KES" };
const LINES = [{ sku: "A", name: "Apron", quantity: 1, unitAmount }];

const startRelay = async () =>
  envOf((await startTestRelay({ asleep: true })).url);

async function createOrder(env: Env, ...options: string[]) {
  const args = ["orders", "create", "--json", ...options];
  const input = JSON.stringify({ lines: LINES });
  const { text } = await runCommand(args, env, { input });
  return createOrderResponseSchema.parse(JSON.parse(text)).order;
}

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
  const response = [method.toLowerCase(), "responses", "200"];
  const schema = ["content", "application/json", "schema"];
  return at(DOCUMENT, ["paths", path, ...response, ...schema]) as Schema;
}

/** Whether values of this schema have the member; "[]" stands for an item of a list. */
function hasPath(schema: Schema, keys: readonly string[]): boolean {
  const [key, ...rest] = keys;
  if (key === undefined) return true;
  const { $ref, anyOf } = schema;
  if (typeof $ref === "string")
    return hasPath(at(DOCUMENT, $ref.slice(2).split("/")) as Schema, keys);
  if (Array.isArray(anyOf))
    return anyOf.some((each: Schema) => hasPath(each, keys));
  const inner = at(schema, key === "[]" ? ["items"] : ["properties", key]);
  return inner !== undefined && hasPath(inner as Schema, rest);
}

const ALL = [...Object.values(MERCHANT_COMMANDS).flat(), ...SINGLE_COMMANDS];

describe("malipo <group> <command>", () => {
  it("has a command for every call of the merchant's side, and no other", () => {
    const called = ALL.map(
      ({ method, path: address }) => `${method} ${address}`,
    );
    const described = ROUTE_GROUPS.flatMap((group) => group.routes)
      .filter(({ access }) => access === "merchantKey")
      .map((each) => `${each.method} ${each.path}`);
    expect([...new Set(called)].toSorted()).toEqual(described.toSorted());
  });

  it("shows lists and columns that the relay's answers have", () => {
    for (const { method, path: address, rows, columns = {} } of ALL) {
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
    for (const { options = {}, query = [] } of ALL)
      for (const entry of query)
        expect(Object.keys(options)).toContain(entry.split(":")[0]);
  });

  it.each(Object.entries(MERCHANT_COMMANDS))(
    "%s explains itself",
    async (group, commands) => {
      const { code, text } = await runCommand([group, "--help"], {});
      expect(code).toBe(0);
      for (const { name, about } of commands) {
        expect(text).toContain(`malipo ${group} ${name}`);
        expect(text.replaceAll(/\s+/g, " ")).toContain(about);
      }
      expect(text).toContain("Exit codes:");
    },
  );

  it("makes, lists and shows orders: a table on a terminal, lines in a pipe, JSON when asked", async () => {
    const env = await startRelay();
    const order = await createOrder(env);

    const table = await runCommand(["orders", "list"], env);
    const [heading = "", row = ""] = table.text.split("\n");
    expect(heading).toMatch(/^ID +REFERENCE +STATUS +AMOUNT/);
    expect(row).toContain(order.id);
    expect(row).toContain("KES 1500.00");
    expect(row.indexOf("KES")).toBe(heading.indexOf("AMOUNT"));

    const list = ["orders", "list", "--status=open"];
    const piped = await runCommand(list, env, { terminal: false });
    expect(piped.text.split("\t").slice(0, 4)).toEqual([
      ...[order.id, order.reference, "open", "KES 1500.00"],
    ]);

    const shown = await runCommand(["orders", "show", order.id], env);
    expect(shown.text).toMatch(new RegExp(`^order\\.id +${order.id}$`, "m"));
    expect(shown.text).toMatch(/^order\.amount +KES 1500\.00$/m);
    expect([table.code, piped.code, shown.code]).toEqual([0, 0, 0]);
  });

  it("goes on where a list ended", async () => {
    const relay = await startTestRelay({ asleep: true });
    const env = envOf(relay.url);
    for (const title of ["One", "Two"]) {
      const input = JSON.stringify({ title });
      await runCommand(["links", "create"], env, { input });
      relay.clock.advance(1_000);
    }
    const list = ["links", "list", "--limit=1"];
    const first = await runCommand(list, env, { terminal: false });
    expect(first.text).toContain("Two");
    const cursor = /--cursor (\S+)/.exec(first.errors)?.[1] ?? "";
    const second = await runCommand([...list, "--cursor", cursor], env);
    expect(second).toMatchObject({ code: 0, errors: "" });
    expect(second.text).toContain("One");
  });

  it("repeats a request by its key", async () => {
    const env = await startRelay();
    const first = await createOrder(env, "--key", "order-17");
    expect(await createOrder(env, "--key", "order-17")).toEqual(first);
  });

  it("leaves with 4 for what is not there and 3 for what the relay refuses, with its reason", async () => {
    const env = await startRelay();
    const missing = await runCommand(["orders", "show", "ord_x"], env);
    expect(missing.code).toBe(4);
    expect(missing.errors).toMatch(/^malipo: .* \(not_found, request /);
    const input = '{"lines":[],"colour":"red"}';
    const refused = await runCommand(["orders", "create"], env, { input });
    expect(refused.code).toBe(3);
    expect(refused.errors).toContain("invalid_request");
    expect(refused.errors).toContain("\n  lines ");
    expect(refused.errors).toMatch(/add --key [\w-]{36}/);
    const other = {
      ...env,
      MALIPO_MERCHANT_KEY: "malipo_live_another-key-0123456789",
    };
    const stranger = await runCommand(["orders", "list"], other);
    expect(stranger.code).toBe(3);
    expect(stranger.errors).toContain("merchant_key_invalid");
    expect(stranger.errors).toContain("is a live key");
    expect(stranger.errors).not.toContain("another-key");
  });

  it("reads the key from a file", async () => {
    const { MALIPO_PUBLIC_URL: url } = await startRelay();
    const file = temporaryFile(`${MERCHANT_KEY}\n`);
    const args = ["orders", "list", "--relay", url];
    const listed = await runCommand(args, { MALIPO_MERCHANT_KEY_FILE: file });
    expect(listed).toEqual({ code: 0, text: "", errors: "No results.\n" });
  });

  it.each([
    [
      ["orders"],
      "missing command for orders: list, show, create, check, cancel",
    ],
    [["orders", "eat"], 'unknown command "orders eat"'],
    [["orders", "show"], "takes <id>"],
    [["orders", "list", "ord_1"], "takes no argument"],
    [["orders", "list", "--colour=red"], "--colour"],
    [["transfers", "reject", "TXN-1"], "--reason is missing"],
    [["orders", "create"], "standard input must be a JSON object"],
  ])("refuses %j in a sentence and begins nothing", async (args, words) => {
    const refused = await runCommand(args, envOf("http://127.0.0.1:9"));
    expect(refused).toMatchObject({ code: 2, text: "" });
    expect(refused.errors).toContain(words);
  });

  it("says all that is missing", async () => {
    const { code, errors } = await runCommand(["orders", "list"], {});
    expect(code).toBe(2);
    expect(errors).toContain("MALIPO_PUBLIC_URL");
    expect(errors).toContain("MALIPO_MERCHANT_KEY");
  });

  it("tells no relay, something else and a redirect from a relay", async () => {
    const target = await answeringWith({});
    const location = target.env.MALIPO_PUBLIC_URL;
    for (const [url, words] of [
      ["http://127.0.0.1:9", "can't reach the relay at"],
      [
        await listen((_req, res) => res.end("<h1>Hello</h1>")),
        "this is not a Malipo relay",
      ],
      [await listen((_req, res) => res.writeHead(307, { location }).end()), ""],
    ] as const) {
      const { code, errors } = await runCommand(["orders", "list"], envOf(url));
      expect(code).toBe(1);
      expect(errors).toContain(words);
    }
    expect(target.asked).toEqual([]);
  });
});

describe("what steers a terminal", () => {
  const STEERING = "\u001b[2J\u009b31mord\u0007_x\u202etxt\u2066\n\t";
  /** Control characters, and what turns the direction of writing. */
  const STEERS = /[\p{Cc}\p{Bidi_Control}]/u;
  const orders = [{ id: STEERING, [STEERING]: STEERING }];
  const list = { orders, nextCursor: STEERING };
  const problem = {
    type: "https://pay.shop.example/problems/provider_conflict",
    title: "Conflict",
    status: 409,
    detail: `The provider refused: ord ${STEERING}`,
    instance: STEERING,
    code: "provider_conflict",
    errors: [{ field: STEERING, message: STEERING }],
  };

  it.each<[string, string[], unknown, number]>([
    ["a table", ["orders", "list"], list, 200],
    ["JSON", ["orders", "list", "--json"], list, 200],
    [
      "one thing, names and all",
      ["orders", "show", "ord_1"],
      { [STEERING]: orders },
      200,
    ],
    ["a refusal", ["payouts", "reject", "1"], problem, 409],
  ])("is not let through: %s", async (what, args, json, status) => {
    const { env } = await answeringWith(json, status);
    const { code, text, errors } = await runCommand(args, env);
    expect(code).toBe(status === 200 ? 0 : 3);
    expect(text + errors).toContain("ord");
    expect((text + errors).replaceAll("\n", "")).not.toMatch(STEERS);
    if (what === "JSON") expect(JSON.parse(text)).toEqual(json);
  });
});
