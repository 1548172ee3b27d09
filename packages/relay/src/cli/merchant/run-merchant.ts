/** `malipo <group> <command> …`: makes the call, shows the response. */
import { readFileSync } from "node:fs";
import { foldText } from "@malipo/protocol/text";
import { UsageError } from "../command.ts";
import type { Command, CommandGroup, Entry, Option } from "../command.ts";
import type { CliContext } from "../context.ts";
import { EXIT_DONE } from "../exit-codes.ts";
import { plainJson, plainText } from "../plain-text.ts";
import type { CommandInput, MerchantCommand } from "./command.ts";
import {
  GROUP_ABOUTS,
  MERCHANT_COMMANDS,
  SINGLE_COMMANDS,
} from "./commands.ts";
import {
  CliError,
  createRelayClient,
  takesKey,
  withExitCode,
} from "./relay-client.ts";
import { renderRecord, renderTable, valueAt } from "./table.ts";
import { readQuery } from "./values.ts";

const RELAY_OPTIONS: Readonly<Record<string, Option>> = {
  json: { about: "print the relay's response as JSON", flag: true },
  relay: {
    about: "the relay's URL (default: MALIPO_PUBLIC_URL)",
    value: "url",
  },
};
const KEY_OPTION: Readonly<Record<string, Option>> = {
  key: { about: "the Idempotency-Key of the request to repeat" },
};
const NEEDS =
  "Requires MALIPO_PUBLIC_URL and MALIPO_MERCHANT_KEY (or MALIPO_MERCHANT_KEY_FILE).";

/** The commands with all that the program has to know of them. */
export const MERCHANT_ENTRIES: readonly Entry[] = [
  ...Object.entries(MERCHANT_COMMANDS).map(
    ([name, commands]): CommandGroup => ({
      name,
      about: GROUP_ABOUTS[name] ?? "",
      details: NEEDS,
      commands: commands.map((each) => toCommand(`${name} ${each.name}`, each)),
    }),
  ),
  ...SINGLE_COMMANDS.map((each) => toCommand(each.name, each)),
];

function toCommand(path: string, command: MerchantCommand): Command {
  const names = placeholders(command.path).filter(
    (each) => command.named?.includes(each) !== true,
  );
  return {
    name: command.name,
    about: command.about,
    details: NEEDS,
    args: Object.fromEntries(names.map((each) => [each, { about: "" }])),
    options: {
      ...command.options,
      ...RELAY_OPTIONS,
      ...(takesKey(command.method, command.path) ? KEY_OPTION : {}),
    },
    examples: command.examples,
    codes: {
      ...{ 1: "failure or no response", 3: "refused", 4: "not found" },
      ...command.codes,
    },
    readsEnvironment: true,
    async run({ args, options }, context) {
      const ids = Object.fromEntries(
        names.map((each) => [each, foldText(args[each] ?? "")]),
      );
      // An empty or relative id would change the call: "/orders/" and "/orders/x/.." are the list.
      const empty = names.find((each) => /^\.{0,2}$/.test(ids[each] ?? ""));
      if (empty !== undefined)
        throw new UsageError(`${path}: <${empty}> is empty`);
      const input = { ids, options, readInput: context.readInput };
      return withExitCode(context, () => execute(command, input, context));
    },
  };
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
  const code = await command.instead?.(input, relay, context);
  if (code !== undefined) return code;
  const { key } = options;
  const body = await command.body?.(input, relay);
  const response = await relay
    .call({
      method: command.method,
      route: command.path,
      path: input.ids,
      query: readQuery(command.query, input),
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

function placeholders(path: string): readonly string[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
}
