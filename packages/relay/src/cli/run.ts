/** `malipo <command>`: reads the arguments and runs the command. */
import { parseArgs } from "node:util";
import { argumentFault } from "./argument-fault.ts";
import type { CliContext } from "./context.ts";
import { EXIT_DONE, EXIT_FAILED, EXIT_MISUSE } from "./exit-codes.ts";
import { isMerchantGroup, runMerchant } from "./merchant/run-merchant.ts";
import { readVersion } from "../version.ts";

const HELP = `Usage: malipo <command>

  serve          start the relay with the configuration in the environment
  check-config   show the effective configuration, or all errors in it
  doctor         check what the relay depends on: database, providers, webhook receiver
    --addresses  also print the addresses to register with the providers (one is secret)
  backup <file>  copy the SQLite database, also while the relay runs
  keys           list, rotate and retire the signing keys (add --help for details)
  privacy        erase the personal data of an order, a payment without one, or the owner of a phone number
  help           show this help

  Merchant commands, for a running relay (add --help for details):
  orders, links, refunds, payouts, bills, transfers, routes, deliveries, unmatched

  --version      show the version

See docs/configuration.md for all variables.
`;

interface Flags {
  readonly addresses: boolean;
}

type Command = (context: CliContext, flags: Flags) => number | Promise<number>;

/** Commands load their modules lazily, so that listing orders doesn't load the whole relay. */
const COMMANDS: Readonly<Record<string, Command>> = {
  serve: async (context) => (await import("./serve.ts")).serve(context),
  "check-config": async (context) =>
    (await import("./check-config.ts")).checkConfig(context),
  doctor: async (context, flags) =>
    (await import("./doctor.ts")).doctor(context, flags),
  help: ({ write }) => {
    write(HELP);
    return EXIT_DONE;
  },
};

type LocalCommand = (
  args: readonly string[],
  context: CliContext,
) => Promise<number>;

/** Those that open the database themselves, and read their own arguments. */
const LOCAL_COMMANDS: ReadonlyMap<string, () => Promise<LocalCommand>> =
  new Map([
    ["backup", async () => (await import("./backup.ts")).backup],
    ["keys", async () => (await import("./keys.ts")).keys],
    ["privacy", async () => (await import("./privacy.ts")).privacy],
  ]);

/** Returns the exit code (exit-codes.ts); never rejects. */
export async function runCli(
  args: readonly string[],
  context: CliContext,
): Promise<number> {
  try {
    return await run(args, context);
  } catch (error) {
    const { describeUnexpected } = await import("./unexpected-error.ts");
    context.writeError(
      describeUnexpected(error, context.env, context.providers),
    );
    return EXIT_FAILED;
  }
}

async function run(
  args: readonly string[],
  context: CliContext,
): Promise<number> {
  const [first = "", ...rest] = args;
  if (isMerchantGroup(first)) return runMerchant(first, rest, context);
  const local = LOCAL_COMMANDS.get(first);
  if (local !== undefined) return (await local())(rest, context);
  const parsed = readArguments(args);
  if (!parsed.ok) {
    context.writeError(`malipo: ${parsed.fault}. Try: malipo help\n`);
    return EXIT_MISUSE;
  }
  if (parsed.version) {
    context.write(`${readVersion()}\n`);
    return EXIT_DONE;
  }
  return parsed.command(context, parsed);
}

type ParsedArguments =
  | (Flags & {
      readonly ok: true;
      readonly command: Command;
      readonly version: boolean;
    })
  | { readonly ok: false; readonly fault: string };

function readArguments(args: readonly string[]): ParsedArguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: "boolean", short: "h" },
        version: { type: "boolean", short: "v" },
        addresses: { type: "boolean" },
      },
    });
    const [name, extra] = positionals;
    const version = values.version === true;
    if (extra !== undefined) return { ok: false, fault: "too many arguments" };
    if (name === undefined && !version && values.help !== true)
      return {
        ok: false,
        fault:
          "missing command: serve, check-config, doctor, backup, keys, privacy or help",
      };
    const chosen = values.help === true || name === undefined ? "help" : name;
    const addresses = values.addresses === true;
    if (addresses && chosen !== "doctor" && chosen !== "help")
      return { ok: false, fault: "--addresses is an option of doctor" };
    const command = Object.hasOwn(COMMANDS, chosen)
      ? COMMANDS[chosen]
      : undefined;
    return command === undefined
      ? { ok: false, fault: `unknown command "${chosen}"` }
      : { ok: true, command, version, addresses };
  } catch (error) {
    return { ok: false, fault: argumentFault(error) };
  }
}
