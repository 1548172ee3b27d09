/** Calls the merchant API of a running relay. */
import {
  NoResponseError,
  ProblemError,
  UnexpectedResponseError,
  createMerchantClient,
  takesIdempotencyKey,
} from "@malipo/client";
import type { AnyInput, DownloadPath } from "@malipo/client";
import { describeNetworkError } from "../../adapters/system/network-error.ts";
import { createEnvironment } from "../../adapters/environment/environment.ts";
import type {
  Env,
  ReadTextFile,
} from "../../adapters/environment/environment.ts";
import type { CliContext } from "../context.ts";
import {
  EXIT_FAILED,
  EXIT_MISUSE,
  EXIT_NOT_FOUND,
  EXIT_REFUSED,
} from "../exit-codes.ts";
import { plainText } from "../plain-text.ts";

type Method = "GET" | "POST" | "PATCH" | "DELETE";

export interface RelayCall extends AnyInput {
  readonly method: Method;
  /** A route's path: ":id" is a value of the input's `path`. */
  readonly route: string;
}

export interface RelayClient {
  /** Returns the JSON of a 2xx response; throws a `CliError` otherwise. */
  call(call: RelayCall): Promise<unknown>;
  /** An export as it comes. */
  download(
    path: DownloadPath,
    query: Readonly<Record<string, string>>,
  ): Promise<AsyncIterable<Uint8Array>>;
}

/** An error with a message for the user, and the exit code. */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly exitCode: number;
  /** Repeats the request that failed; undefined where there was none, or it takes no key. */
  readonly idempotencyKey: string | undefined;

  constructor(message: string, exitCode: number, idempotencyKey?: string) {
    super(message);
    this.exitCode = exitCode;
    this.idempotencyKey = idempotencyKey;
  }
}

/** Says what went wrong where `work` throws a `CliError`; resolves with the exit code. */
export async function withExitCode(
  { writeError }: Pick<CliContext, "writeError">,
  work: () => Promise<number>,
): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    writeError(`malipo: ${error.message}\n`);
    return error.exitCode;
  }
}

/** `relay`: the relay's URL, if not `MALIPO_PUBLIC_URL`. Throws a `CliError` if the URL or the key is missing. */
export function createRelayClient(
  env: Env,
  readTextFile: ReadTextFile,
  relay: string | undefined,
): RelayClient {
  const { address, key } = readAccess(env, readTextFile, relay);
  const malipo = createMerchantClient({ relay: address.href, key });
  return {
    async call({ method, route, ...input }) {
      const [name, path] = toCall(method, route);
      try {
        return await malipo.call(name, path, input);
      } catch (error) {
        throw toError(error, address);
      }
    },
    async download(path, query) {
      try {
        return await malipo.download(path, { query });
      } catch (error) {
        throw toError(error, address);
      }
    },
  };
}

/** Whether the call may be repeated with its key. */
export const takesKey = (method: Method, route: string): boolean =>
  takesIdempotencyKey(...toCall(method, route));

/** As the client and the OpenAPI document name it. */
const toCall = (
  method: Method,
  route: string,
): [method: Lowercase<Method>, path: string] => [
  method.toLowerCase() as Lowercase<Method>,
  route.replaceAll(/:(\w+)/g, "{$1}"),
];

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
      ? ["an API key: set MALIPO_MERCHANT_KEY or MALIPO_MERCHANT_KEY_FILE"]
      : []),
    ...env.problems.map(({ variable, message }) => `${variable} ${message}`),
  ];
  throw new CliError(
    `missing configuration:\n  ${missing.join("\n  ")}`,
    EXIT_MISUSE,
  );
}

function toError(error: unknown, { origin }: URL): unknown {
  if (error instanceof ProblemError)
    return new CliError(
      describe(error),
      exitCodeOf(error.status),
      error.idempotencyKey,
    );
  if (error instanceof UnexpectedResponseError)
    return new CliError(
      `this is not a Malipo relay: it responded with status ${error.status} and no problem document`,
      EXIT_FAILED,
      error.idempotencyKey,
    );
  if (error instanceof NoResponseError)
    return new CliError(
      error.code === "timeout"
        ? `the relay at ${origin} did not respond in time; the request may have taken effect`
        : `can't reach the relay at ${origin}: ${describeNetworkError(error.cause)}`,
      EXIT_FAILED,
      error.idempotencyKey,
    );
  return error;
}

function exitCodeOf(status: number): number {
  if (status === 404) return EXIT_NOT_FOUND;
  return status >= 500 ? EXIT_FAILED : EXIT_REFUSED;
}

/** Field by field, as each may say anything. */
function describe({ problem, message }: ProblemError): string {
  const fields = (problem.errors ?? []).map(
    ({ field, message: fault }) => `\n  ${plainText(`${field} ${fault}`)}`,
  );
  return `${plainText(message)}${fields.join("")}`;
}
