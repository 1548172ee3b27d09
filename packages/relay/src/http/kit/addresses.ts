/** Matches requests to routes, and decides which addresses belong to a mounted relay. */
import { groupBy } from "./group-by.ts";
import type { Route } from "./route.ts";

/** The path of the public URL, the prefix of all the relay's addresses: "" or "/pay". */
export const basePathOf = (publicUrl: string): string =>
  new URL(publicUrl).pathname.replace(/\/$/, "");

/** A path ("/v1/orders/:id") with its routes. */
export interface Endpoint {
  readonly path: string;
  /** By HTTP method, including HEAD. */
  readonly routes: ReadonlyMap<string, Route>;
  /** For the `Allow` header. */
  readonly allow: string;
  /** Called from pages of other origins, so browsers send preflights (CORS). */
  readonly isForPages: boolean;
}

export interface Found {
  readonly endpoint: Endpoint;
  readonly params: Readonly<Record<string, string>>;
}

export interface Addresses {
  readonly endpoints: readonly Endpoint[];
  /** The endpoint of a path, percent-encoded or not; undefined if it is not the relay's. */
  find(path: string): Found | undefined;
  /** Takes the undecoded path, so that it can't fail on a malformed one. */
  isOwn(path: string): boolean;
  /**
   * Whether a relay mounted at the root of another server claims this request. It still passes the request on if the id
   * doesn't exist. `providers`: the ids of the known providers.
   */
  isClaimedAtRoot(
    method: string,
    path: string,
    isPreflight: boolean,
    providers: readonly string[],
  ): boolean;
  /** Whether the route reads its raw body: a provider's message that must not be lost. */
  takesBytes(method: string, path: string): boolean;
}

/** The merchant API checks the key before it reveals which routes exist. */
export const isMerchantPath = (path: string): boolean =>
  /^\/v1\/merchant(?:\/|$)/i.test(path);

/** Called by programs only. */
export const isApiPath = (path: string): boolean =>
  /^\/(?:v1|callbacks)(?:\/|$)/i.test(path);

/** A callback for an unknown provider. */
function isForUnknownProvider(
  path: string,
  providers: readonly string[],
): boolean {
  const provider = /^\/callbacks\/([^/]+)/i.exec(path)?.[1]?.toLowerCase();
  return provider !== undefined && !providers.includes(provider);
}

interface Pattern {
  readonly endpoint: Endpoint;
  readonly names: readonly string[];
  readonly pattern: RegExp;
  readonly claim: RegExp | null;
}

export function createAddresses(routes: readonly Route[]): Addresses {
  const patterns = toEndpoints(routes).map(toPattern);
  const bySegments = groupBy(patterns, ({ endpoint }) =>
    segments(endpoint.path),
  );
  const search = (path: string): [Pattern, RegExpExecArray] | undefined => {
    for (const each of bySegments.get(segments(path)) ?? []) {
      const match = each.pattern.exec(path);
      if (match !== null) return [each, match];
    }
    return undefined;
  };
  return {
    endpoints: patterns.map(({ endpoint }) => endpoint),
    find(path) {
      const found = search(path);
      if (found === undefined) return undefined;
      const [{ endpoint, names }, [, ...values]] = found;
      try {
        const params = names.map(
          (name, at) => [name, decodeURIComponent(values[at] ?? "")] as const,
        );
        return { endpoint, params: Object.fromEntries(params) };
      } catch {
        // A path that is not UTF-8 matches nothing.
        return undefined;
      }
    },
    isOwn: (path) => search(path) !== undefined || isMerchantPath(path),
    isClaimedAtRoot: (method, path, isPreflight, providers) =>
      !isForUnknownProvider(path, providers) &&
      patterns.some(
        ({ claim, endpoint }) =>
          claim?.test(path) === true &&
          (endpoint.routes.has(method) || (isPreflight && endpoint.isForPages)),
      ),
    takesBytes(method, path) {
      const found = search(path)?.[0].endpoint.routes.get(method);
      return found?.kind === "plain" && found.bytes !== undefined;
    },
  };
}

/** A trailing slash doesn't count. */
const segments = (path: string): number =>
  path.split("/").filter(Boolean).length;

function toEndpoints(routes: readonly Route[]): readonly Endpoint[] {
  const byPath = groupBy(routes, ({ path }) => path);
  return (
    [...byPath]
      .map(([path, here]) => {
        const methods = here.flatMap((each) =>
          (each.method === "GET" ? ["GET", "HEAD"] : [each.method]).map(
            (method) => [method, each] as const,
          ),
        );
        return {
          path,
          routes: new Map(methods),
          allow: methods.map(([method]) => method).join(", "),
          isForPages: here.some(
            ({ access }) => access === "page" || access === "relayToken",
          ),
        };
      })
      // Literal segments before parameters: "/transfers/pending" before "/transfers/:reference".
      .toSorted((a, b) => a.path.split(":").length - b.path.split(":").length)
  );
}

/** Case-insensitive, like Express. */
function toPattern(endpoint: Endpoint): Pattern {
  const names = [...endpoint.path.matchAll(/:(\w+)/g)].map(
    ([, name = ""]) => name,
  );
  const fill = (shapeOf: (name: string) => string): RegExp =>
    new RegExp(
      `^${endpoint.path.replaceAll(/\.|:(\w+)/g, (part, name: string) =>
        part === "." ? "\\." : shapeOf(name),
      )}/?$`,
      "i",
    );
  const [first] = endpoint.routes.values();
  const isCommon = first?.kind === "plain" && first.commonName === true;
  return {
    endpoint,
    names,
    pattern: fill(() => "([^/]+)"),
    claim: isCommon
      ? null
      : fill((name) => first?.params?.[name]?.shape ?? "[^/]+"),
  };
}
