/** Describes an unexpected error: what it is and what to do next, without secrets. */
import { inspect } from "node:util";
import { cutText } from "@malipo/protocol/text";
import { createRedaction } from "../adapters/pino-log/redact.ts";
import type { Env } from "../adapters/environment/environment.ts";
import type { ProviderModule } from "../adapters/provider-module.ts";
import { PROVIDERS } from "../adapters/providers.ts";
import { variableGroups } from "../config/variables.ts";
import { plainText } from "./plain-text.ts";

const SECRET = /_(?:KEY|SECRET)(?:_PREVIOUS)?$/;
/** Messages of libraries can be very long. */
const MAX_MESSAGE_LENGTH = 500;

/** The stack is included only at log level debug. */
export function describeUnexpected(
  error: unknown,
  env: Env,
  modules?: readonly ProviderModule[],
): string {
  const redact = createRedaction(secretsIn(env, modules));
  const next =
    env["MALIPO_LOG_LEVEL"] === "debug"
      ? redact(inspect(error))
      : "To report the error, run the command again with MALIPO_LOG_LEVEL=debug and include the stack trace.";
  return `malipo: unexpected error: ${describe(error, redact)}
Run "malipo doctor" to check the database, the providers and the webhook receiver. ${next}
`;
}

function describe(error: unknown, redact: (text: string) => string): string {
  // Redact before cutting: half a secret would not be recognized.
  const short = (text: string): string =>
    cutText(redact(plainText(text)), MAX_MESSAGE_LENGTH);
  if (!(error instanceof Error)) return short(String(error));
  const { code, message, name } = error as NodeJS.ErrnoException;
  const prefix = code === undefined || message.includes(code) ? name : code;
  return `${prefix}: ${short(message)}`;
}

/** Values of secret variables, of all names that look like one, and passwords in URLs. */
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
    return [
      ...(SECRET.test(name) || known.has(name) ? [value.trim()] : []),
      ...(password === "" ? [] : [password, decode(password)]),
    ];
  });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
