/** What a command says of an error that nobody foresaw: what it is and what to do next, without a secret. */
import { inspect } from "node:util";
import { cutText } from "@malipo/protocol/text";
import { createRedaction } from "../adapters/pino-log/redact.ts";
import type { Env } from "../adapters/environment/environment.ts";
import { plainText } from "./plain-text.ts";

const SECRET = /_(?:KEY|SECRET)(?:_PREVIOUS)?$/;
/** Messages of libraries may go on for pages. */
const LONGEST_MESSAGE = 500;

/** The stack helps only whoever mends the code, and is shown where the log level asks for everything. */
export function describeUnexpected(error: unknown, env: Env): string {
  const redact = createRedaction(secretsIn(env));
  const next =
    env["MALIPO_LOG_LEVEL"] === "debug"
      ? redact(inspect(error))
      : "With MALIPO_LOG_LEVEL=debug the same command shows where it happened: report it with that.";
  return `malipo: something went wrong that the configuration does not explain: ${describe(error, redact)}
"malipo doctor" says whether the database, the providers and the webhook receiver can be used. ${next}
`;
}

function describe(error: unknown, redact: (text: string) => string): string {
  // Before it is cut: half a secret would not be found.
  const short = (text: string): string =>
    cutText(redact(plainText(text)), LONGEST_MESSAGE);
  if (!(error instanceof Error)) return short(String(error));
  const { code, message, name } = error as NodeJS.ErrnoException;
  const prefix = code === undefined || message.includes(code) ? name : code;
  return `${prefix}: ${short(message)}`;
}

/** By name, as the environment may be anything here; of an address the password. */
function secretsIn(env: Env): readonly string[] {
  return Object.entries(env).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const password = URL.parse(value)?.password ?? "";
    return SECRET.test(name)
      ? [value.trim()]
      : password === ""
        ? []
        : [password, decode(password)];
  });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
