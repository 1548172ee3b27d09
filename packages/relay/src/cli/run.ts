/** `malipo <command>`: reads the arguments and runs the command. */
import { parseArgs } from "node:util";
import type { CliContext } from "./context.ts";
import { EXIT_DONE, EXIT_FAILED, EXIT_MISUSE } from "./exit-codes.ts";
import { isMerchantGroup, runMerchant } from "./merchant/run-merchant.ts";
import { readVersion } from "../version.ts";

const HELP = `Usage: malipo <command>

  serve          start the relay with the configuration in the environment
  check-config   show the effective configuration, or everything that is wrong with it
  doctor         check what the relay depends on: database, providers, webhook receiver
    --addresses  also print the addresses to register with the providers (one is secret)
  help           show this help

  For the merchant, with a running relay (add --help for details):
  orders, links, refunds, payouts, bills, transfers, routes, deliveries, unmatched

  --version      show the version

Every variable is described in docs/configuration.md.
`;

interface Flags {
  readonly addresses: boolean;
}

type Command = (context: CliContext, flags: Flags) => number | Promise<number>;

/** The relay itself is loaded where it is wanted: a script that lists orders does not wait for it. */
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

/** The exit code; see exit-codes.ts. It never rejects. */
export async function runCli(
  args: readonly string[],
  context: CliContext,
): Promise<number> {
  try {
    return await run(args, context);
  } catch (error) {
    const { describeUnexpected } = await import("./unexpected-error.ts");
    context.complain(describeUnexpected(error, context.env, context.providers));
    return EXIT_FAILED;
  }
}

async function run(
  args: readonly string[],
  context: CliContext,
): Promise<number> {
  const [first = "", ...rest] = args;
  if (isMerchantGroup(first)) return runMerchant(first, rest, context);
  const asked = readArguments(args);
  if ("fault" in asked) {
    context.complain(`malipo: ${asked.fault}. Try: malipo help\n`);
    return EXIT_MISUSE;
  }
  if (asked.version) {
    context.write(`${readVersion()}\n`);
    return EXIT_DONE;
  }
  return asked.command(context, asked);
}

type Asked =
  | (Flags & { readonly command: Command; readonly version: boolean })
  | { readonly fault: string };

function readArguments(args: readonly string[]): Asked {
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
    if (extra !== undefined) return { fault: "takes one command" };
    if (name === undefined && !version && values.help !== true)
      return { fault: "say what to do: serve, check-config, doctor or help" };
    const wanted = values.help === true || name === undefined ? "help" : name;
    const addresses = values.addresses === true;
    if (addresses && wanted !== "doctor" && wanted !== "help")
      return { fault: "--addresses goes with doctor" };
    const command = Object.hasOwn(COMMANDS, wanted)
      ? COMMANDS[wanted]
      : undefined;
    return command === undefined
      ? { fault: `there is no command "${wanted}"` }
      : { command, version, addresses };
  } catch (error) {
    if (error instanceof TypeError && "code" in error)
      return { fault: error.message.split(/[.\n]/)[0] ?? "unknown option" };
    throw error;
  }
}
