/** Runs `malipo <group> <command> …`: reads the arguments, makes the call, shows the answer. */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { foldText } from "@malipo/protocol/text";
import type { CliContext } from "../context.ts";
import { EXIT_DONE, EXIT_MISUSE } from "../exit-codes.ts";
import { plainJson, plainText } from "../plain-text.ts";
import type { Given, MerchantCommand } from "./command.ts";
import { MERCHANT_COMMANDS } from "./commands.ts";
import { CliError, createRelayClient } from "./relay-client.ts";
import { renderRecord, renderTable, valueAt } from "./table.ts";

export const isMerchantGroup = (name: string): boolean =>
  Object.hasOwn(MERCHANT_COMMANDS, name);

/** Understood by every command. */
const COMMON = {
  json: { type: "boolean" },
  relay: { type: "string" },
  key: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

/** The exit code; see exit-codes.ts. */
export async function runMerchant(
  group: string,
  args: readonly string[],
  context: CliContext,
): Promise<number> {
  try {
    return await run(group, args, context);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    context.complain(`malipo: ${error.message}\n`);
    return error.exitCode;
  }
}

async function run(
  group: string,
  args: readonly string[],
  context: CliContext,
): Promise<number> {
  const commands = MERCHANT_COMMANDS[group] ?? [];
  const [name, ...rest] = args;
  const command = commands.find((each) => each.name === name);
  if (command === undefined) {
    const asksForHelp = name === "--help" || name === "-h" || name === "help";
    if (asksForHelp) {
      context.write(describeGroup(group));
      return EXIT_DONE;
    }
    throw misuse(
      name === undefined
        ? `say what to do with ${group}: ${commands.map((each) => each.name).join(", ")}`
        : `there is no command "${group} ${name}"`,
      group,
    );
  }
  const { values, ids } = readArguments(group, command, rest);
  if (values["help"] === true) {
    context.write(describeGroup(group));
    return EXIT_DONE;
  }
  return make(
    command,
    { ids, options: values, readInput: context.readInput },
    context,
  );
}

async function make(
  command: MerchantCommand,
  given: Given,
  context: CliContext,
): Promise<number> {
  const { options } = given;
  const relay = createRelayClient(
    context.env,
    (file) => readFileSync(file, "utf8"),
    typeof options["relay"] === "string" ? options["relay"] : undefined,
  );
  const body = await command.body?.(given, relay);
  const key =
    typeof options["key"] === "string" ? options["key"] : randomUUID();
  const answer = await relay
    .call({
      method: command.method,
      path: toPath(command, given),
      body,
      idempotencyKey: command.keyed === true ? key : undefined,
    })
    .catch((error: unknown) => {
      if (command.keyed === true)
        context.complain(
          `malipo: to repeat this very request, add --key ${key}\n`,
        );
      throw error;
    });
  show(command, answer, options["json"] === true, context);
  return EXIT_DONE;
}

function show(
  { rows, columns }: MerchantCommand,
  answer: unknown,
  asJson: boolean,
  { write, complain, terminal }: CliContext,
): void {
  if (asJson) {
    write(`${plainJson(answer)}\n`);
    return;
  }
  const list = rows === undefined ? undefined : valueAt(answer, rows);
  if (!Array.isArray(list) || columns === undefined) {
    write(renderRecord(answer, terminal));
    return;
  }
  if (list.length === 0) complain("There is none.\n");
  else write(renderTable(list, columns, terminal));
  const cursor = valueAt(answer, "nextCursor");
  if (typeof cursor === "string")
    complain(`More: --cursor ${plainText(cursor)}\n`);
}

const placeholders = (path: string): readonly string[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);

function readArguments(
  group: string,
  command: MerchantCommand,
  args: readonly string[],
) {
  const own = Object.fromEntries(
    Object.entries(command.options ?? {}).map(([name, { flag }]) => [
      name,
      { type: flag === true ? ("boolean" as const) : ("string" as const) },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...own, ...COMMON },
    });
    const names = placeholders(command.path);
    if (values.help !== true && positionals.length !== names.length)
      throw misuse(
        `${group} ${command.name} takes ${names.length === 0 ? "no argument" : names.map((each) => `<${each}>`).join(" ")}`,
        group,
      );
    const ids = Object.fromEntries(
      names.map((each, index) => [each, foldText(positionals[index] ?? "")]),
    );
    const blank =
      values.help === true ? undefined : findBlank(ids, values, names);
    if (blank !== undefined)
      throw misuse(`${group} ${command.name}: ${blank}`, group);
    return { values: values as Given["options"], ids };
  } catch (error) {
    if (error instanceof TypeError && "code" in error)
      throw misuse(error.message.split(/[.\n]/)[0] ?? "unknown option", group);
    throw error;
  }
}

/** What is there and says nothing would quietly be another call: "/orders/" is the list, and so is "/orders/x/..". */
function findBlank(
  ids: Readonly<Record<string, string>>,
  options: Readonly<Record<string, unknown>>,
  names: readonly string[],
): string | undefined {
  const id = names.find((name) => /^\.{0,2}$/.test(ids[name] ?? ""));
  if (id !== undefined) return `<${id}> is empty, give the id itself`;
  const option = Object.entries(options).find(
    ([, value]) => typeof value === "string" && foldText(value) === "",
  );
  return option === undefined
    ? undefined
    : `--${option[0]} is empty, give a value or leave it out`;
}

function toPath(
  { path, query = [] }: MerchantCommand,
  { ids, options }: Given,
): string {
  const filled = path.replaceAll(/:(\w+)/g, (_placeholder, name: string) =>
    encodeURIComponent(ids[name] ?? ""),
  );
  const search = new URLSearchParams();
  for (const entry of query) {
    const [option = "", name = option] = entry.split(":");
    const value = options[option];
    if (typeof value === "string") search.set(name, foldText(value));
  }
  return search.size === 0 ? filled : `${filled}?${search.toString()}`;
}

const misuse = (sentence: string, group: string): CliError =>
  new CliError(`${sentence}. Try: malipo ${group} --help`, EXIT_MISUSE);

function describeGroup(group: string): string {
  const commands = MERCHANT_COMMANDS[group] ?? [];
  const lines = commands.flatMap((command) => {
    const names = placeholders(command.path).map((name) => ` <${name}>`);
    const options = Object.entries(command.options ?? {}).map(
      ([name, { about, flag, value }]) =>
        `      --${name}${flag === true ? "" : ` <${value ?? name}>`}  ${about}\n`,
    );
    return [
      `  malipo ${group} ${command.name}${names.join("")}\n      ${command.about}\n`,
      ...options,
    ];
  });
  return `${lines.join("\n")}
Every command also takes:
      --json         print the relay's answer as it is
      --relay <url>  the relay's address, where it is not MALIPO_PUBLIC_URL
      --key <key>    the Idempotency-Key, to repeat a request that made something

It needs MALIPO_PUBLIC_URL and MALIPO_MERCHANT_KEY (or MALIPO_MERCHANT_KEY_FILE).
Exit codes: 0 done, 1 no answer or a failure, 2 misuse, 3 refused, 4 not found.
`;
}
