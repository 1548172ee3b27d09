/** Runs `malipo <group> <command> …`: reads the arguments, makes the call, shows the response. */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { foldText } from "@malipo/protocol/text";
import { argumentFault } from "../argument-fault.ts";
import type { CliContext } from "../context.ts";
import { EXIT_DONE, EXIT_MISUSE } from "../exit-codes.ts";
import { plainJson, plainText } from "../plain-text.ts";
import type { CommandInput, MerchantCommand } from "./command.ts";
import { MERCHANT_COMMANDS } from "./commands.ts";
import { CliError, createRelayClient } from "./relay-client.ts";
import { renderRecord, renderTable, valueAt } from "./table.ts";

export const isMerchantGroup = (name: string): boolean =>
  Object.hasOwn(MERCHANT_COMMANDS, name);

/** Options of every command. */
const COMMON_OPTIONS = {
  json: { type: "boolean" },
  relay: { type: "string" },
  key: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

/** Returns the exit code (exit-codes.ts). */
export async function runMerchant(
  group: string,
  args: readonly string[],
  context: CliContext,
): Promise<number> {
  try {
    return await run(group, args, context);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    context.writeError(`malipo: ${error.message}\n`);
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
    const isHelp = name === "--help" || name === "-h" || name === "help";
    if (isHelp) {
      context.write(describeGroup(group));
      return EXIT_DONE;
    }
    throw usageError(
      name === undefined
        ? `missing command for ${group}: ${commands.map((each) => each.name).join(", ")}`
        : `unknown command "${group} ${name}"`,
      group,
    );
  }
  const { values, ids } = readArguments(group, command, rest);
  if (values["help"] === true) {
    context.write(describeGroup(group));
    return EXIT_DONE;
  }
  return execute(
    command,
    { ids, options: values, readInput: context.readInput },
    context,
  );
}

async function execute(
  command: MerchantCommand,
  input: CommandInput,
  context: CliContext,
): Promise<number> {
  const { options } = input;
  const relay = createRelayClient(
    context.env,
    (file) => readFileSync(file, "utf8"),
    typeof options["relay"] === "string" ? options["relay"] : undefined,
  );
  const { key } = options;
  const body = await command.body?.(input, relay);
  const response = await relay
    .call({
      method: command.method,
      route: command.path,
      path: input.ids,
      query: readQuery(command, input),
      body,
      ...(typeof key === "string" ? { idempotencyKey: key } : {}),
    })
    .catch((error: unknown) => {
      if (error instanceof CliError && error.idempotencyKey !== undefined)
        context.writeError(
          `malipo: to repeat this request safely, add --key ${error.idempotencyKey}\n`,
        );
      throw error;
    });
  show(command, response, options["json"] === true, context);
  return EXIT_DONE;
}

function show(
  { rows, columns }: MerchantCommand,
  response: unknown,
  asJson: boolean,
  { write, writeError, terminal }: CliContext,
): void {
  if (asJson) {
    write(`${plainJson(response)}\n`);
    return;
  }
  const list = rows === undefined ? undefined : valueAt(response, rows);
  if (!Array.isArray(list) || columns === undefined) {
    write(renderRecord(response, terminal));
    return;
  }
  if (list.length === 0) writeError("No results.\n");
  else write(renderTable(list, columns, terminal));
  const cursor = valueAt(response, "nextCursor");
  if (typeof cursor === "string")
    writeError(`More results: --cursor ${plainText(cursor)}\n`);
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
      options: { ...own, ...COMMON_OPTIONS },
    });
    const names = placeholders(command.path);
    if (values.help !== true && positionals.length !== names.length)
      throw usageError(
        `${group} ${command.name} takes ${names.length === 0 ? "no arguments" : names.map((each) => `<${each}>`).join(" ")}`,
        group,
      );
    const ids = Object.fromEntries(
      names.map((each, index) => [each, foldText(positionals[index] ?? "")]),
    );
    const empty =
      values.help === true ? undefined : findEmpty(ids, values, names);
    if (empty !== undefined)
      throw usageError(`${group} ${command.name}: ${empty}`, group);
    return { values: values as CommandInput["options"], ids };
  } catch (error) {
    throw usageError(argumentFault(error), group);
  }
}

/** An empty or relative id would change the call: "/orders/" and "/orders/x/.." are the list. */
function findEmpty(
  ids: Readonly<Record<string, string>>,
  options: Readonly<Record<string, unknown>>,
  names: readonly string[],
): string | undefined {
  const id = names.find((name) => /^\.{0,2}$/.test(ids[name] ?? ""));
  if (id !== undefined) return `<${id}> is empty`;
  const option = Object.entries(options).find(
    ([, value]) => typeof value === "string" && foldText(value) === "",
  );
  return option === undefined
    ? undefined
    : `--${option[0]} is empty; give a value or leave it out`;
}

function readQuery(
  { query = [] }: MerchantCommand,
  { options }: CommandInput,
): Readonly<Record<string, string>> {
  const given: Record<string, string> = {};
  for (const entry of query) {
    const [option = "", name = option] = entry.split(":");
    const value = options[option];
    if (typeof value === "string") given[name] = foldText(value);
  }
  return given;
}

const usageError = (message: string, group: string): CliError =>
  new CliError(`${message}. Try: malipo ${group} --help`, EXIT_MISUSE);

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
Common options:
      --json         print the relay's response as JSON
      --relay <url>  the relay's URL (default: MALIPO_PUBLIC_URL)
      --key <key>    the Idempotency-Key of the request to repeat

Requires MALIPO_PUBLIC_URL and MALIPO_MERCHANT_KEY (or MALIPO_MERCHANT_KEY_FILE).
Exit codes: 0 success, 1 failure or no response, 2 usage error, 3 refused, 4 not found.
`;
}
