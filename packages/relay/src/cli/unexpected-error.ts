/** What a command says of an error that nobody foresaw: what it is and what to do next, without a secret. */
import { inspect } from "node:util";
import { cutText } from "@malipo/protocol/text";
import { createRedaction } from "../adapters/pino-log/redact.ts";
import type { Env } from "../adapters/environment/environment.ts";
import type { ProviderModule } from "../adapters/provider-module.ts";
import { PROVIDERS } from "../adapters/providers.ts";
import { variableGroups } from "../config/variables.ts";
import { plainText } from "./plain-text.ts";

const SECRET = /_(?:KEY|SECRET)(?:_PREVIOUS)?$/;
/** Messages of libraries may go on for pages. */
const LONGEST_MESSAGE = 500;

/** The stack helps only whoever mends the code, and is shown where the log level asks for everything. */
export function describeUnexpected(
  error: unknown,
  env: Env,
  modules?: readonly ProviderModule[],
): string {
  const redact = createRedaction(secretsIn(env, modules));
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

/** By name: those of the table, and all that look like one, as the environment may be anything here. Of an address the password. */
function secretsIn(
  env: Env,
  modules: readonly ProviderModule[] = PROVIDERS,
): readonly string[] {
  const rows = variableGroups(modules).flatMap(({ variables }) =>
    Object.values(variables),
  );
  const known = new Set(rows.flatMap((row) => (row.secret ? [row.name] : [])));
  return Object.entries(env).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const password = URL.parse(value)?.password ?? "";
    return SECRET.test(name) || known.has(name)
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
