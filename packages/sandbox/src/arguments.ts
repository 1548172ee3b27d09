/** Reads the arguments of the command. */
import { parseArgs } from "node:util";

export const HELP = `Usage: malipo-sandbox [--port <n>] [--pay]

Simulates Almara Pay and FlexPay, with a phone, a card page and a wallet in the browser. No money moves.

  --port <n>   port to listen on; 0 picks a free port (default: MALIPO_SANDBOX_PORT, or 4002)
  --pay        make a test order, have it paid by a phone that pays by itself, and end
  -h, --help   show this help

For environment variables, see the README of @malipo/sandbox.
`;

export type Arguments =
  | {
      readonly kind: "run";
      readonly port: string | undefined;
      /** Make one test order, and end. */
      readonly pay: boolean;
    }
  | { readonly kind: "help" }
  /** What is wrong, as part of a sentence. */
  | { readonly kind: "misuse"; readonly fault: string };

export function parseArguments(args: readonly string[]): Arguments {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        help: { type: "boolean", short: "h" },
        pay: { type: "boolean", default: false },
        port: { type: "string" },
      },
    });
    if (values.help === true) return { kind: "help" };
    const { pay, port } = values;
    return port === undefined || isPort(port)
      ? { kind: "run", port, pay }
      : misuse("--port must be a port number from 0 to 65535");
  } catch (error) {
    if (error instanceof TypeError && "code" in error)
      // After the first sentence, Node explains its own syntax.
      return misuse(error.message.split(/[.\n]/)[0] ?? "unknown option");
    throw error;
  }
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
}

function misuse(fault: string): Arguments {
  return { kind: "misuse", fault };
}
