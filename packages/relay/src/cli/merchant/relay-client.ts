/** Calls the merchant API of a running relay. */
import { problemSchema } from "@malipo/protocol";
import type { Problem } from "@malipo/protocol";
import { describeNetworkError } from "../../adapters/system/network-error.ts";
import { createEnvironment } from "../../adapters/environment/environment.ts";
import type {
  Env,
  ReadTextFile,
} from "../../adapters/environment/environment.ts";
import {
  EXIT_FAILED,
  EXIT_MISUSE,
  EXIT_NOT_FOUND,
  EXIT_REFUSED,
} from "../exit-codes.ts";
import { plainText } from "../plain-text.ts";

export interface RelayCall {
  readonly method: "GET" | "POST" | "PATCH";
  /** Relative to the relay's URL, including the query. */
  readonly path: string;
  readonly body?: unknown;
  readonly idempotencyKey?: string | undefined;
}

export interface RelayClient {
  /** Returns the JSON of a 2xx response; throws a `CliError` otherwise. */
  call(call: RelayCall): Promise<unknown>;
}

/** An error with a message for the user, and the exit code. */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Longer than a call of the relay to a provider, with a new token and one retry. */
const TIMEOUT_MS = 60_000;

/** `relay`: the relay's URL, if not `MALIPO_PUBLIC_URL`. Throws a `CliError` if the URL or the key is missing. */
export function createRelayClient(
  env: Env,
  readTextFile: ReadTextFile,
  relay: string | undefined,
): RelayClient {
  const { address, key } = readAccess(env, readTextFile, relay);
  return {
    async call({ method, path, body, idempotencyKey }) {
      const response = await send(addressOf(address, path), {
        method,
        headers: {
          accept: "application/json",
          authorization: `Bearer ${key}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(idempotencyKey === undefined
            ? {}
            : { "idempotency-key": idempotencyKey }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // The key must not go to another host.
        redirect: "error",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const json = parseJson(response.text);
      if (response.ok && json !== undefined) return json;
      throw toError(response.status, json);
    },
  };
}

const ADDRESS = { name: "MALIPO_PUBLIC_URL", secret: false };
const KEY = { name: "MALIPO_MERCHANT_KEY", secret: true };

function readAccess(
  variables: Env,
  readTextFile: ReadTextFile,
  relay: string | undefined,
): { readonly address: URL; readonly key: string } {
  const env = createEnvironment(variables, readTextFile);
  const address = URL.parse(relay ?? env.given(ADDRESS) ?? "");
  const key = env.given(KEY);
  const isWeb = address?.protocol === "https:" || address?.protocol === "http:";
  if (address !== null && isWeb && key !== undefined) return { address, key };
  const missing = [
    ...(isWeb
      ? []
      : ["the relay's URL: set MALIPO_PUBLIC_URL or use --relay <url>"]),
    ...(key === undefined
      ? [
          "the merchant key: set MALIPO_MERCHANT_KEY or MALIPO_MERCHANT_KEY_FILE",
        ]
      : []),
    ...env.problems.map(({ variable, message }) => `${variable} ${message}`),
  ];
  throw new CliError(
    `missing configuration:\n  ${missing.join("\n  ")}`,
    EXIT_MISUSE,
  );
}

/** The relay may run under a path. */
function addressOf(relay: URL, path: string): URL {
  return new URL(`${relay.pathname.replace(/\/$/, "")}${path}`, relay);
}

async function send(
  url: URL,
  init: RequestInit,
): Promise<{
  readonly ok: boolean;
  readonly status: number;
  readonly text: string;
}> {
  try {
    const response = await fetch(url, init);
    const { ok, status } = response;
    return { ok, status, text: await response.text() };
  } catch (error) {
    const late = error instanceof Error && error.name === "TimeoutError";
    throw new CliError(
      late
        ? `the relay at ${url.origin} did not respond in time; the request may have taken effect`
        : `can't reach the relay at ${url.origin}: ${describeNetworkError(error)}`,
      EXIT_FAILED,
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toError(status: number, json: unknown): CliError {
  const problem = problemSchema.safeParse(json).data;
  if (problem === undefined)
    return new CliError(
      `this is not a Malipo relay: it responded with status ${status} and no problem document`,
      EXIT_FAILED,
    );
  if (status === 404) return new CliError(describe(problem), EXIT_NOT_FOUND);
  return new CliError(
    describe(problem),
    status >= 500 ? EXIT_FAILED : EXIT_REFUSED,
  );
}

function describe({ code, detail, errors = [], instance }: Problem): string {
  const fields = errors.map(
    ({ field, message }) => `\n  ${plainText(`${field} ${message}`)}`,
  );
  return `${plainText(detail)} (${code}, request ${plainText(instance)})${fields.join("")}`;
}
